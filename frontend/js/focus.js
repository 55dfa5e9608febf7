// A page that is loaded again finds whoever works with the keyboard where they were.
const KEPT = "focus";

export function keepFocus() {
  if (document.activeElement?.id) sessionStorage.setItem(KEPT, document.activeElement.id);
}

export function restoreFocus() {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept) document.getElementById(kept)?.focus();
}
