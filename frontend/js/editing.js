/* The fact editor with a script: boxes that complete, lists that search, the focus where it helps. */
import { Combobox } from "./combobox.js";

const french = document.documentElement.lang.startsWith("fr");
const words = french
  ? { none: "Aucun résultat.", found: (n) => `${n} résultat${n > 1 ? "s" : ""}. Flèches pour parcourir, Entrée pour choisir.` }
  : { none: "No result.", found: (n) => `${n} result${n === 1 ? "" : "s"}. Arrows to move, Enter to choose.` };

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function announcer() {
  const region = document.createElement("div");
  region.className = "visually-hidden";
  region.setAttribute("role", "status");
  document.body.append(region);
  let wait;
  return (count, written) => {
    clearTimeout(wait);
    wait = setTimeout(() => { region.textContent = written.trim() ? (count ? words.found(count) : words.none) : ""; }, 400);
  };
}

function completeReferences(status) {
  for (const input of document.querySelectorAll("[data-lookup]")) {
    const key = input.closest("[data-reference]").querySelector("[data-key]");
    let wait;
    const find = (written) => new Promise((resolve) => {
      clearTimeout(wait);
      if (written.trim().length < 2) return resolve([]);
      wait = setTimeout(async () => {
        const isList = (answer) => answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
        const answer = await fetch(`${input.dataset.lookup}?q=${encodeURIComponent(written)}`, { headers: { Accept: "application/json" } });
        const { found } = isList(answer) ? await answer.json() : { found: [] };
        resolve(found.map((record) => ({ value: record.key, label: record.label, note: record.note, words: record.name })));
      }, 150);
    });
    const choose = (option) => { input.value = option.words; key.value = option.value; };
    input.addEventListener("input", () => { key.value = ""; });
    new Combobox(input, { find, choose, status });
  }
}

function searchLists(status) {
  for (const select of document.querySelectorAll("select[data-search]")) {
    const all = [...select.options].map((option) => ({ value: option.value, label: option.label, group: option.parentElement.label || "" }));
    const frame = document.createElement("div");
    frame.className = "lookup-box lookup";
    const input = document.createElement("input");
    input.type = "text";
    input.autocomplete = "off";
    for (const name of ["aria-describedby", "aria-invalid"]) if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    input.id = select.id;
    select.removeAttribute("id");
    select.hidden = true;
    frame.append(input);
    select.before(frame);
    const shown = () => { input.value = select.selectedOptions[0]?.label ?? ""; };
    shown();
    const find = async (written) => {
      const tokens = folded(written === (select.selectedOptions[0]?.label ?? "") ? "" : written).split(/\s+/).filter(Boolean);
      return all.filter((option) => tokens.every((token) => folded(`${option.label} ${option.group}`).includes(token)));
    };
    const choose = (option) => { select.value = option.value; shown(); };
    const box = new Combobox(input, { find, choose, status });
    input.addEventListener("focus", () => { input.select(); });
    input.addEventListener("click", () => box.search());
    input.addEventListener("blur", shown);
  }
}

function bringIntoSight() {
  const place = location.hash.startsWith("#fact-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const row = place && place.closest("tr, .records > li, .sentence, .course, tbody");
  if (!row) return;
  row.classList.add("is-in-sight");
  row.scrollIntoView({ block: "center" });
}

export function enhanceEditing() {
  const status = announcer();
  completeReferences(status);
  searchLists(status);
  bringIntoSight();
  document.querySelector("[data-focus]")?.focus();
}

enhanceEditing();
