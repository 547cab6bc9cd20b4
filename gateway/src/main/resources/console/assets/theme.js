// Runs before the first paint, so that a chosen theme does not flash.
try {
  const chosen = localStorage.getItem("whiteboard.theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  /* storage is forbidden here: the system's theme it is */
}
