// How lessons look in JupyterLab, Notebook 7 and JupyterLite; the installation puts this folder where
// they look for extensions. Beside a folded output JupyterLab shows its first line, so the answer to a
// question stood there before anybody had thought. It breaks long printed lines inside a word. And a
// white picture is too bright in a dark page.
const style = document.createElement("style");
style.textContent = `
.jp-OutputPlaceholder .jp-PlaceholderText { visibility: hidden; font-size: 0; }
.jp-OutputPlaceholder .jp-PlaceholderText::before {
  content: "The output is folded. A click unfolds it.";
  visibility: visible; font-size: var(--jp-content-font-size1);
}
.jp-Notebook .jp-OutputArea-output.jp-RenderedText pre { word-break: normal; overflow-wrap: anywhere; }
[data-jp-theme-light="false"] .jp-OutputArea-output:is(.jp-RenderedImage, .jp-RenderedHTMLCommon) img {
  filter: brightness(0.86);
}`;
document.head.append(style);

// What JupyterLab asks an extension for: a module that holds nothing more.
window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB.nnlib = { init: async () => {}, get: async () => () => ({}) };
