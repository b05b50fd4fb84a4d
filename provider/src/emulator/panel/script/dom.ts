/** The page's script: how it makes elements, and how it asks the emulator. Everything shown is set as text, never as markup. */

/** Text of the script. */
export const dom = String.raw`
const byId = (id) => document.getElementById(id);

function element(tag, properties, ...children) {
  const { aria = {}, ...rest } = properties || {};
  const made = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Tells a person what was done; the region is announced by screen readers. */
function say(text) {
  byId("said").textContent = text;
}

/** Asks the emulator: its answer, or its faults. */
async function ask(method, path, body) {
  try {
    const response = await fetch("/panel" + path, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const data = await response.json();
    return response.ok ? { data } : { faults: data.faults };
  } catch {
    return { faults: [{ detail: "The emulator does not answer. Is it still running?" }] };
  }
}

let controls = 0;

/** A control with its label, and room for what is wrong with it. */
function field(name, title, control, isSwitch) {
  const id = "control-" + ++controls;
  const problem = element("p", { id: id + "-problem", className: "problem" });
  Object.assign(control, { id, name });
  control.setAttribute("aria-describedby", problem.id);
  const label = element("label", { htmlFor: id }, title);
  const row = isSwitch ? element("div", { className: "switch" }, control, label) : element("div", null, label, control);
  return { control, problem, node: element("div", null, row, problem) };
}

/** Shows faults where they belong, and moves to the first. */
function showFaults(faults, fields, general) {
  for (const { control, problem } of Object.values(fields)) {
    control.removeAttribute("aria-invalid");
    problem.textContent = "";
  }
  general.textContent = "";
  let first;
  for (const { field: name, detail } of faults) {
    const found = Object.hasOwn(fields, name || "") ? fields[name] : undefined;
    const place = found ? found.problem : general;
    place.textContent = (place.textContent + " " + detail).trim();
    if (!found) continue;
    found.control.setAttribute("aria-invalid", "true");
    first = first || found.control;
  }
  if (first) first.focus();
}
`;
