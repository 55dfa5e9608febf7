// The slider moves the date of the header; the page follows once it rests.
import { dayInWords } from "./days.js";

const REST = 450;
const A_DAY = 24 * 60 * 60 * 1000;
const KEPT = "time-bar-focus";

function setUp(form) {
  const day = form.querySelector("#as-of");
  const slider = form.querySelector("input[type=range]");
  let waiting;
  const look = (focused) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      sessionStorage.setItem(KEPT, focused);
      form.requestSubmit();
    }, REST);
  };

  day.addEventListener("change", () => day.value && look("day"));
  if (!slider) return;

  const first = Date.parse(`${form.dataset.first}T00:00:00Z`);
  slider.addEventListener("input", () => {
    const chosen = new Date(first + slider.valueAsNumber * A_DAY);
    day.value = chosen.toISOString().slice(0, 10);
    slider.setAttribute("aria-valuetext", dayInWords(chosen));
  });
  slider.addEventListener("change", () => look("slider"));

  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept) (kept === "slider" ? slider : day).focus({ preventScroll: true });
}

const form = document.querySelector("form.time-bar");
if (form) setUp(form);
