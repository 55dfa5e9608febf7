// A file can be dropped on its zone; a card of review answers to three keys while it has the focus.
function setUpDrop(zone) {
  const input = zone.querySelector("input[type=file]");
  const mark = (isOver) => zone.classList.toggle("is-over", isOver);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer.files.length === 1) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.form.querySelector("button").focus();
    }
  });
}

function setUpReview(card) {
  card.focus({ preventScroll: true });
  card.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const button = card.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
}

// A long answer is announced on the button that asked for it, and asked for once.
function setUpWaiting(button) {
  const words = button.textContent;
  button.form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
    button.setAttribute("aria-busy", "true");
    button.textContent = button.dataset.waiting;
  });
  const free = () => {
    button.removeAttribute("aria-busy");
    button.textContent = words;
  };
  window.addEventListener("pageshow", free);
  button.addEventListener("free", free);
}

document.querySelectorAll("[data-drop]").forEach(setUpDrop);
document.querySelectorAll("[data-review]").forEach(setUpReview);
document.querySelectorAll("[data-waiting]").forEach(setUpWaiting);
