// A chapter's button jumps to its minute.
const sound = document.querySelector("#sound");
for (const button of document.querySelectorAll("[data-at]")) {
  button.addEventListener("click", () => { sound.currentTime = Number(button.dataset.at); sound.play(); });
}
