// The slider moves the date of the header; the page follows once it rests.
import { dayInWords } from "./days.js";
import { keepFocus, restoreFocus } from "./focus.js";

const REST = 450;
const A_DAY = 24 * 60 * 60 * 1000;

function setUp(form) {
  const day = form.querySelector("#as-of");
  const slider = form.querySelector("input[type=range]");
  let waiting;
  const look = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      keepFocus();
      form.requestSubmit();
    }, REST);
  };

  day.addEventListener("change", () => day.value && look());
  if (!slider) return;

  const first = Date.parse(`${form.dataset.first}T00:00:00Z`);
  slider.addEventListener("input", () => {
    const chosen = new Date(first + slider.valueAsNumber * A_DAY);
    day.value = chosen.toISOString().slice(0, 10);
    slider.setAttribute("aria-valuetext", dayInWords(chosen));
  });
  slider.addEventListener("change", look);
}

const form = document.querySelector("form.time-bar");
if (form) setUp(form);
restoreFocus();
