import "./pop.js";
import "./time-bar.js";

document.documentElement.classList.add("has-script");
