import { startLists } from "./lists.js";

document.documentElement.classList.add("has-script");
startLists();
