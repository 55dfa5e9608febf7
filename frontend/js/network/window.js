// The slider of the window moves its date; the page follows once it rests.
import { dayInWords } from "../days.js";

const REST = 450;
const A_DAY = 24 * 60 * 60 * 1000;
const KEPT = "network-window-focus";

export function followWindow(form) {
  if (!form) return;
  const since = form.querySelector("input[type=date]");
  const slider = form.querySelector("input[type=range]");
  const last = Date.parse(`${form.dataset.last}T00:00:00Z`);
  let waiting;
  const look = (focused) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      sessionStorage.setItem(KEPT, focused.id);
      form.requestSubmit();
    }, REST);
  };
  slider.addEventListener("input", () => {
    const first = new Date(last + slider.valueAsNumber * A_DAY);
    since.value = slider.valueAsNumber ? first.toISOString().slice(0, 10) : "";
    slider.setAttribute("aria-valuetext", slider.valueAsNumber ? dayInWords(first) : form.dataset.alone);
  });
  slider.addEventListener("change", () => look(slider));
  since.addEventListener("change", () => look(since));
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept) document.getElementById(kept)?.focus({ preventScroll: true });
}
