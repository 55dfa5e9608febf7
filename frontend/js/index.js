import "./pop.js";
import "./time-bar.js";
import "./importing.js";

document.documentElement.classList.add("has-script");
