// The slider of the window moves its date; the page follows once it rests.
import { dayInWords } from "../days.js";
import { keepFocus } from "../focus.js";

const REST = 450;
const A_DAY = 24 * 60 * 60 * 1000;

export function followWindow(form) {
  if (!form) return;
  const since = form.querySelector("input[type=date]");
  const slider = form.querySelector("input[type=range]");
  const last = Date.parse(`${form.dataset.last}T00:00:00Z`);
  let waiting;
  const look = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      keepFocus();
      form.requestSubmit();
    }, REST);
  };
  slider.addEventListener("input", () => {
    const first = new Date(last + slider.valueAsNumber * A_DAY);
    since.value = slider.valueAsNumber ? first.toISOString().slice(0, 10) : "";
    slider.setAttribute("aria-valuetext", slider.valueAsNumber ? dayInWords(first) : form.dataset.alone);
  });
  for (const field of [slider, since]) field.addEventListener("change", look);
}
