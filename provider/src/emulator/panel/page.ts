/** The panel's page: one document with its style and script in it, which loads nothing else. */
import { createHash } from "node:crypto";
import type { ApiResponse } from "../exchange";
import { dom } from "./script/dom";
import { requests } from "./script/requests";
import { shop } from "./script/shop";
import { shops } from "./script/shops";
import { style } from "./style";

const script = `"use strict";\n${[dom, shop, shops, requests].join("\n")}`;

const document = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sendcloud emulator</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
  <div>
    <h1>Sendcloud emulator</h1>
    <p>An emulator on this machine, not Sendcloud. Its API: <code id="base"></code></p>
  </div>
  <button type="button" id="reset">Reset everything</button>
</header>
<noscript><p class="notice">This page needs JavaScript.</p></noscript>
<p class="notice" id="connection" role="status"></p>
<p class="notice" id="said" role="status"></p>
<main>
  <section aria-labelledby="shops-title">
    <h2 id="shops-title">Shops</h2>
    <p class="hint">A change made here is made behind Pulumi's back: the next <code>pulumi refresh</code> finds it.</p>
    <label for="filter">Find a shop</label>
    <input id="filter" type="search" autocomplete="off" placeholder="Number, name, URL or type">
    <p id="matches" class="hint" role="status"></p>
    <ul id="shops"></ul>
    <button type="button" id="more" hidden>Show more</button>
    <details id="add">
      <summary>Add a shop</summary>
      <div id="add-form"></div>
    </details>
  </section>
  <section aria-labelledby="requests-title">
    <h2 id="requests-title">Requests</h2>
    <p id="request-count" class="hint" role="status"></p>
    <ol id="requests" aria-labelledby="requests-title"></ol>
  </section>
</main>
<script>${script}</script>
</body>
</html>
`;

/** The page as an answer. What is in it may run, nothing else may, and no other page may frame it. */
export function page(): ApiResponse {
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "connect-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
  };
  return { status: 200, headers, body: document };
}

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
