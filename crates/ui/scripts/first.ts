// Runs before the first paint: says that script runs, and applies the theme a person chose earlier, if any.
document.documentElement.classList.add('scripted');
try {
  const theme = localStorage.getItem('souk-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden: the system's theme stays.
}
