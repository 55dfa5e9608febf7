// A day as the language of the page writes it: in French the first of a month is an ordinal, as on the server.
const language = document.documentElement.lang;
const words = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });

export function dayInWords(day) {
  const parts = words.formatToParts(day);
  const written = parts.map(({ type, value }) => (type === "day" && value === "1" && language.startsWith("fr") ? "1er" : value));
  return written.join("");
}
