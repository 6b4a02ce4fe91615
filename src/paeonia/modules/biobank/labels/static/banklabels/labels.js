// A token is put where the cursor stands; without this script formats are typed.
document.addEventListener("click", (event) => {
  const token = event.target.closest("[data-token]");
  if (!token) return;
  const input = document.getElementById(token.dataset.for);
  input.setRangeText(token.dataset.token, input.selectionStart, input.selectionEnd, "end");
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
});
