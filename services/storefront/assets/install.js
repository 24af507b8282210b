// Registers the worker that shows the offline page.
if ("serviceWorker" in navigator && (location.protocol === "https:" || location.hostname === "localhost")) {
  navigator.serviceWorker.register("/worker.js").catch(() => undefined);
}
