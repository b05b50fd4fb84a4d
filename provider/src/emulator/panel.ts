/** The panel: a page for a browser that shows shops and requests, and changes shops. The server makes it; no script runs. */
import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isLoopback, parsedUrl } from "../url";
import { apply, faultsOf } from "./shop";
import type { Answer, Fault, RecordedRequest } from "./responses";
import type { StoredIntegration } from "./shop";
import { integrationIn, type Store } from "./store";

interface Shown {
  store: Store;
  requests: readonly RecordedRequest[];
}

/** A form that was not saved: whose it is, what was typed, and what is wrong with it. */
interface Rejected {
  id: number;
  typed: StoredIntegration;
  faults: readonly Fault[];
}

/** Whether a path is the panel's, and none of the API. */
export function isPanel(pathname: string): boolean {
  return pathname === "/" || pathname.startsWith("/shops/");
}

/** Answers a request to the panel. It is not recorded: it is none to Sendcloud. */
export function answerPanel(
  { method = "", headers }: IncomingMessage,
  pathname: string,
  body: string,
  shown: Shown,
): Answer {
  const reason = refusedFor(method, headers);
  if (reason !== undefined) return { status: 403, headers: plain, body: reason };
  if (pathname === "/" && method === "GET") return page(200, shown);
  const shop = integrationIn(shown.store, Number(pathname.slice("/shops/".length)));
  if (shop === undefined || method !== "POST")
    return { status: 404, headers: plain, body: "The emulator has no such shop." };
  const rejected = save(shop, new URLSearchParams(body));
  if (rejected !== undefined) return page(400, shown, rejected);
  return { status: 303, headers: { location: `/#shop-${shop.id}` }, body: "" };
}

const plain = { "content-type": "text/plain; charset=utf-8" };

/**
 * Why a request is refused. Pages of other sites run in the same browser, and reach this port too: the panel answers under
 * names of this machine alone (another name that leads here is DNS rebinding), and takes changes from its own page alone.
 */
function refusedFor(method: string, headers: IncomingHttpHeaders): string | undefined {
  const own = parsedUrl(`http://${headers.host ?? ""}`);
  if (own === undefined || !isLoopback(own.hostname))
    return "The panel answers under 127.0.0.1 and localhost only.";
  const isOwn = parsedUrl(headers.origin ?? "")?.origin === own.origin;
  return method === "GET" || isOwn ? undefined : "Only the panel's own page may change a shop.";
}

/** Saves a form, all of it or nothing. */
function save(shop: StoredIntegration, form: URLSearchParams): Rejected | undefined {
  const text = (name: string): string => form.get(name) ?? "";
  const typed = {
    shop_name: text("shop_name"),
    shop_url: text("shop_url"),
    service_point_enabled: form.has("service_point_enabled"),
    service_point_carriers: text("service_point_carriers")
      .split(/[\s,]+/)
      .filter(Boolean),
    webhook_active: form.has("webhook_active"),
    webhook_url: text("webhook_url"),
    feedback_type: text("feedback_type"),
  };
  const { id } = shop;
  const stale = { code: "stale", title: "Stale", detail: "The shop was changed since. See below." };
  if (text("updated_at") !== shop.updated_at) return { id, typed: shop, faults: [stale] };
  // What was not edited is not checked: a shop plug-in may have left a shop without a URL.
  const stored: Record<string, unknown> = { ...shop };
  const edited = Object.entries<unknown>(typed).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(stored[name]),
  );
  const body = Object.fromEntries(edited);
  if (body.webhook_url === "") body.webhook_url = null;
  const faults = faultsOf(body, shop, "merged");
  if (faults.length > 0) return { id, typed: { ...shop, ...typed }, faults };
  apply(body, shop);
  return undefined;
}

/** The page as an answer. Nothing in it runs, it loads nothing, and no other page may frame it. */
function page(status: number, { store, requests }: Shown, rejected?: Rejected): Answer {
  const accounts = store.accounts.map(({ account, integrations }) => {
    const shops = [...integrations.values()].sort((one, other) => one.id - other.id);
    const title = store.accounts.length > 1 ? `<h3>Account ${account}</h3>` : "";
    return title + shops.map((shop) => shopForm(shop, rejected)).join("\n");
  });
  const last = requests.slice(-100).reverse().map(requestLine).join("\n");
  const count = `${requests.length} so far${requests.length > 100 ? ", the last 100 are shown" : ""}.`;
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sendcloud emulator</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><h1>Sendcloud emulator</h1>
<p>An emulator on this machine, not Sendcloud. A change made here is made behind Pulumi's back:
the next <code>pulumi refresh</code> finds it. <a href="/">Load again</a> to see what is new.</p></header>
<main><section><h2>Shops</h2>${accounts.join("\n")}</section>
<section><h2>Requests</h2><p>${count}</p><ol id="requests">${last}</ol></section></main></body></html>
`;
  return { status, headers: pageHeaders, body };
}

function shopForm(stored: StoredIntegration, rejected: Rejected | undefined): string {
  const { id, type, updated_at } = stored;
  const own = rejected?.id === id ? rejected : undefined;
  const shop = own?.typed ?? stored;
  const faults = own?.faults ?? [];
  const field = (name: string, title: string, control: string, isCheck = false): string => {
    const problem = faults.find((fault) => fault.field === name)?.detail;
    const key = `${name}-${id}`;
    const marks = `id="${key}" name="${name}"${problem === undefined ? "" : ` aria-invalid="true" aria-describedby="${key}-problem"`}`;
    const label = `<label for="${key}">${title}</label>`;
    const filled = control.replace(" ", ` ${marks} `);
    const problemText =
      problem === undefined ? "" : `<p class="problem" id="${key}-problem">${html(problem)}</p>`;
    return `<div>${isCheck ? `${filled} ${label}` : `${label}${filled}`}${problemText}</div>`;
  };
  const input = (value: string): string => `<input value="${html(value)}" autocomplete="off">`;
  const check = (isOn: boolean): string => `<input type="checkbox"${isOn ? " checked" : ""}>`;
  const choices = [...new Set(["eager", "delayed", "none", shop.feedback_type])].map(
    (one) => `<option${one === shop.feedback_type ? " selected" : ""}>${html(one)}</option>`,
  );
  const general = faults
    .filter((fault) => fault.field === undefined)
    .map(({ detail }) => html(detail));
  return `<details id="shop-${id}"${own === undefined ? "" : " open"}>
<summary><bdi>${html(stored.shop_name || "(no name)")}</bdi> <small>#${id} ${html(type)}</small></summary>
<form method="post" action="/shops/${id}"><input type="hidden" name="updated_at" value="${html(updated_at)}">
${own === undefined ? "" : `<p class="problem" role="alert">Not saved. ${general.join(" ")}</p>`}
${field("shop_name", "Name", input(shop.shop_name))}
${field("shop_url", "Shop URL", input(shop.shop_url))}
${field("service_point_enabled", "Service points at checkout", check(shop.service_point_enabled), true)}
${field("service_point_carriers", "Carriers, with commas between them", input(shop.service_point_carriers.join(", ")))}
${field("webhook_active", "Webhook", check(shop.webhook_active), true)}
${field("webhook_url", "Webhook URL", input(shop.webhook_url))}
${field("feedback_type", "Feedback to the shop", `<select >${choices.join("")}</select>`)}
<button>Save</button></form></details>`;
}

/** Of a URL in a body the host alone is shown: the rest may be a token. */
function requestLine({ method, path, status, body, time }: RecordedRequest): string {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const safe = text.replace(
    /(https?:\/\/)(?:[^\s/?#"\\]*@)?([^\s/?#"\\]+)([/?#\\][^\s"]*)?/gi,
    (_, scheme: string, host: string, rest?: string) => `${scheme}${host}${rest ? "/…" : ""}`,
  );
  const answered = status === undefined ? "no answer" : String(status);
  return `<li><time datetime="${time.toISOString()}">${time.toTimeString().slice(0, 8)}</time> <code>${html(`${method} ${path}`)}</code> <b>${answered}</b>${safe === "" ? "" : ` <code>${html(safe.slice(0, 2000))}</code>`}</li>`;
}

function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
body { margin: 0 auto; max-width: 75rem; padding: 1rem; font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; } h2 { font-size: 1.1rem; } ol { list-style: none; padding: 0; }
main { display: grid; gap: 1.5rem; } section { min-width: 0; }
@media (min-width: 60rem) { main { grid-template-columns: 3fr 2fr; } }
details, li { border: 1px solid GrayText; border-radius: .4rem; padding: .5rem; margin-bottom: .5rem; }
summary { cursor: pointer; } bdi { font-weight: 600; } form { display: grid; gap: .75rem; padding-top: .75rem; }
label { font-weight: 600; } input:not([type=checkbox]), select { width: 100%; box-sizing: border-box; font: inherit; padding: .3rem; }
.problem { color: light-dark(#b3261e, #f6aea9); margin: .2rem 0; } [aria-invalid] { outline: 2px solid light-dark(#b3261e, #f6aea9); }
button { font: inherit; justify-self: start; padding: .3rem 1rem; }
`;

const pageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};
