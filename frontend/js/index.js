import "./answering.js";
import "./arriving.js";
import "./columns.js";
import "./editing.js";
import "./importing.js";
import { startLists } from "./lists.js";
import "./pop.js";
import "./time-bar.js";
import "./upload.js";

document.documentElement.classList.add("has-script");
startLists();
