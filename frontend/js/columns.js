// Naming columns: each choice is kept and the rows are read again, without losing the place or the focus.
const WAIT = 250;

function setUpColumns(form) {
  let timer = 0;
  let latest = 0;
  form.addEventListener("change", (event) => {
    if (event.target.closest("[data-live]") === null) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(form, ++latest, () => latest), WAIT);
  });
}

async function show(form, turn, latest) {
  const live = form.querySelector("[data-live]");
  live.setAttribute("aria-busy", "true");
  const said = new FormData(form);
  said.set("action", "show");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: said, credentials: "same-origin" });
    if (!answer.ok || turn !== latest()) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-live]");
    if (fresh && turn === latest()) replace(live, fresh);
  } catch {
    form.querySelector("[data-show]").style.setProperty("display", "inline-flex");
  } finally {
    form.querySelector("[data-live]").removeAttribute("aria-busy");
  }
}

function replace(live, fresh) {
  const focused = document.activeElement?.id;
  const open = [...live.querySelectorAll("details")].map((one) => one.open);
  fresh.querySelectorAll("details").forEach((one, index) => {
    if (index < open.length && one.matches(".column-step")) one.open = open[index];
  });
  live.replaceWith(document.adoptNode(fresh));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

document.querySelectorAll("[data-columns]").forEach(setUpColumns);
