// Keys of a list, and the place kept from one question to the next. Everything works without this file.
const KEEP = "concertation.place";
const LISTEN = "concertation.keys";

const rows = () => [...document.querySelectorAll("a[data-row]")];
const isTyping = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
const listens = () => localStorage.getItem(LISTEN) !== "off";

function step(by) {
  const all = rows();
  if (!all.length) return;
  const current = all.findIndex((row) => row.closest(".record").contains(document.activeElement));
  const next = current < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(current + by, 0), all.length - 1);
  all[next].focus();
  all[next].closest(".record").scrollIntoView({ block: "nearest" });
}

function press(event, dialog) {
  if (event.key === "Escape" && event.target.matches?.("[data-search]")) return event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || dialog.open || !listens()) return;
  const deeds = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => document.querySelector("[data-search]").focus(),
    "?": () => dialog.showModal(),
  };
  if (!deeds[event.key]) return;
  event.preventDefault();
  deeds[event.key]();
}

function keepPlace(event) {
  const link = event.target.closest?.("a[data-keeps-place]");
  if (link) sessionStorage.setItem(KEEP, JSON.stringify({ id: link.id, y: scrollY }));
}

function findPlace() {
  const kept = sessionStorage.getItem(KEEP);
  sessionStorage.removeItem(KEEP);
  if (!kept) return;
  const { id, y } = JSON.parse(kept);
  const link = document.getElementById(id);
  for (let fold = link?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (link?.checkVisibility?.()) link.focus({ preventScroll: true });
  scrollTo(0, y);
}

export function startLists() {
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  document.addEventListener("keydown", (event) => press(event, dialog));
  document.addEventListener("click", keepPlace);
  const opener = document.querySelector("[data-opens=keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  const listening = dialog.querySelector("[data-keys-on]");
  listening.checked = listens();
  listening.addEventListener("change", () => localStorage.setItem(LISTEN, listening.checked ? "on" : "off"));
  findPlace();
}
