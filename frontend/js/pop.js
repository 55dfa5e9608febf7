// Menus close when one leaves them, by Escape or elsewhere.
function close(menu, { backToSummary }) {
  menu.open = false;
  if (backToSummary) menu.querySelector("summary").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.pop[open]");
  if (menu) close(menu, { backToSummary: true });
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.pop[open]")) {
    if (!menu.contains(event.target)) close(menu, { backToSummary: false });
  }
});
