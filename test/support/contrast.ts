/** What of a page cannot be read well: an expression for the browser, which gives the elements whose text has too little contrast. */

/** WCAG 2 asks for 4.5 to 1. */
export const faintTexts = String.raw`(() => {
  const parts = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [red, green, blue] = parts(colour).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    if (parts(backgroundColor)[3] !== 0) return backgroundColor;
    if (element.parentElement !== null) return behind(element.parentElement);
    return matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(0, 0, 0)" : "rgb(255, 255, 255)";
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "");
  const contrast = (element) => {
    const [dark, light] = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
  };
  return [...document.querySelectorAll("body *")]
    .filter((element) => !element.matches("script, noscript") && hasText(element) && contrast(element) < 4.5)
    .map(({ outerHTML }) => outerHTML.slice(0, 80));
})()`;
