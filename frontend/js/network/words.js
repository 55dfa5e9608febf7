// The words of a view are the server's: caption, legend, card and tables are asked for again, and come together.
const PARTS = ["network-state", "network-kinds", "network-lead", "network-applied", "network-said", "network-caption", "network-side", "network-says", "network-tables", "network-files"];
const FORMS = [".network-search", "#network-look", "#network-window", ".time-bar"];
const REST = 120;
// The drawing beneath, which prints, follows when the view has stayed a while.
const STAYED = 900;

let waiting;
let drawing;
let turn = 0;

export function sayAgain(address, { focuses }) {
  clearTimeout(waiting);
  clearTimeout(drawing);
  const own = ++turn;
  const columns = document.getElementById("network-columns");
  return new Promise((resolve) => {
    waiting = setTimeout(async () => {
      columns.setAttribute("aria-busy", "true");
      const answer = await fetch(address, { headers: { "x-part": "words" } });
      if (!answer.ok) return location.assign(address);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (own !== turn) return;
      const comesBack = placeOf(document.activeElement);
      for (const id of PARTS) replace(id, page);
      for (const form of FORMS) carry(form, page);
      for (const link of document.querySelectorAll(".toggle")) link.href = page.querySelector(".toggle").getAttribute("href");
      columns.removeAttribute("aria-busy");
      if (focuses) document.getElementById("organisation-title")?.focus();
      else if (document.activeElement === document.body) comesBack()?.focus({ preventScroll: true });
      drawing = setTimeout(() => drawAgain(address, own), STAYED);
      resolve();
    }, REST);
  });
}

// Where a keyboard was: the same link, or else the first of the part that it was in.
function placeOf(focused) {
  const part = PARTS.map((id) => document.getElementById(id)).find((one) => one?.contains(focused));
  if (part) part.tabIndex = -1;
  return () => (focused.id && document.getElementById(focused.id)) || part?.querySelector("a") || part;
}

async function drawAgain(address, own) {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".network-base");
  if (fresh && own === turn) document.querySelector(".network-base").innerHTML = fresh.innerHTML;
}

function replace(id, page) {
  const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
  if (old && fresh) old.innerHTML = fresh.innerHTML;
}

// Forms keep what one is typing in; what they carry along follows the view.
function carry(form, page) {
  const [old, fresh] = [document.querySelector(form), page.querySelector(form)];
  if (!old || !fresh) return;
  for (const field of old.querySelectorAll("input[type=hidden]")) field.remove();
  old.prepend(...fresh.querySelectorAll("input[type=hidden]"));
}
