document.documentElement.classList.add("has-script");
import "./editing.js";
