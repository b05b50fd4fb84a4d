/** The emulator's behaviours, each by its name: what is recorded by default, and what else a client may meet. */
import assert from "node:assert/strict";
import { type IncomingHttpHeaders, request as open } from "node:http";
import { buffer } from "node:stream/consumers";
import { emulate } from "../../../provider/src/cli/emulate/command";
import { type EmulateFlags, emulatorOptions } from "../../../provider/src/cli/emulate/flags";
import { errorSpellings } from "../../../provider/src/emulator/error-spellings";
import {
  type Emulator,
  type EmulatorOptions,
  startEmulator,
} from "../../../provider/src/emulator/emulator";
import { type Accepted, overLimit } from "../../../provider/src/emulator/limits";

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const keys = basic("emulator-public", "emulator-secret");

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Every Link header, one by one. */
  links: string[];
  text: string;
  /** How many pieces the body arrived in. */
  pieces: number;
}

/** Asks over a socket of its own. */
function ask(
  url: string,
  {
    method = "GET",
    body,
    authorization = keys,
  }: { method?: string; body?: string; authorization?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = open(url, { method, agent: false, headers: { authorization } }, (response) => {
      let pieces = 0;
      response.on("data", () => pieces++);
      const links = response.rawHeaders.filter(
        (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === "link",
      );
      buffer(response).then(
        (body) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            links,
            text: body.toString(),
            pieces,
          }),
        reject,
      );
    });
    sent.once("error", reject).end(body);
  });
}

/** The JSON of an answer, with its paths as text, such as `data.webhook_url`. */
function at({ text: json }: Answer, path: string): unknown {
  let value: unknown = JSON.parse(json);
  for (const name of path.split(".").filter(Boolean)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return value;
}

describe("the emulator's behaviours", () => {
  let emulator: Emulator;
  const running: Emulator[] = [];
  afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));

  const start = async (options: EmulatorOptions = {}): Promise<void> => {
    emulator = await startEmulator({ seed: [{ id: 1 }], ...options });
    running.push(emulator);
  };
  const get = (path = "/integrations/1", authorization = keys): Promise<Answer> =>
    ask(`${emulator.url}${path}`, { authorization });
  const patch = (change: object, authorization = keys): Promise<Answer> =>
    ask(`${emulator.url}/integrations/1`, {
      method: "PATCH",
      body: JSON.stringify(change),
      authorization,
    });
  const hooked = { id: 1, webhook_url: "https://hooks.example/1" };

  describe("what is not set", () => {
    const unset = [{ id: 1, shop_url: null, webhook_url: null, service_point_carriers: null }];

    it("is empty text and an empty list, as recorded", async () => {
      await start({ seed: unset });
      const answer = await get();
      assert.deepEqual(
        ["shop_url", "webhook_url", "service_point_carriers"].map((name) =>
          at(answer, `data.${name}`),
        ),
        ["", "", []],
      );
      assert.equal(emulator.integration(1)?.webhook_url, "");
    });

    it("can be null, or missing", async () => {
      await start({ seed: unset, blank: "null" });
      assert.match(
        (await get("/integrations")).text,
        /"shop_url":null,.*"service_point_carriers":null,.*"webhook_url":null/,
      );
      emulator.behave({ blank: "missing" });
      const { text: body } = await get();
      assert.doesNotMatch(body, /shop_url|webhook_url|carriers/);
      assert.match(body, /"webhook_active":false/);
    });

    it("is what a panel's edit to null makes of a setting", async () => {
      await start({ seed: [hooked] });
      emulator.edit(1, { webhook_url: null, shop_name: "Panel" });
      assert.equal(at(await get(), "data.webhook_url"), "");
      assert.equal(emulator.integration(1)?.shop_name, "Panel");
    });

    for (const [clearedBy, forNull, forText] of [
      ["null", 204, 400],
      ["text", 400, 204],
      ["either", 204, 204],
      ["nothing", 400, 400],
    ] as const) {
      it(`can be made of a webhook URL by ${clearedBy}`, async () => {
        await start({ seed: [hooked], clearedBy });
        for (const [value, status] of [
          [null, forNull],
          ["", forText],
        ] as const) {
          const answer = await patch({ webhook_url: value });
          assert.equal(answer.status, status);
          if (status === 400)
            assert.match(answer.text, /"pointer":"\/data\/attributes\/webhook_url"/);
          assert.equal(
            emulator.integration(1)?.webhook_url,
            status === 204 ? "" : hooked.webhook_url,
          );
          emulator.reset();
        }
      });
    }
  });

  describe("request limits", () => {
    const statuses = async (count: number, call: () => Promise<Answer>): Promise<number[]> => {
      const found: number[] = [];
      for (let turn = 0; turn < count; turn++) found.push((await call()).status);
      return found;
    };
    const rename = (): Promise<Answer> => patch({ shop_name: "New" });

    it("are none by default", async () => {
      await start();
      assert.ok(
        (await Promise.all(Array.from({ length: 120 }, rename))).every(
          ({ status }) => status === 204,
        ),
      );
    });

    it("are as documented where they are asked for: 1,000 reads and 100 writes a minute, and 15 writes a second", () => {
      const accepted: Accepted = { reads: [], writes: [] };
      const passes = (method: string, time: number): boolean =>
        overLimit(method, accepted, "documented", time) === undefined;
      const passing = (count: number, method: string, time: (turn: number) => number): number =>
        Array.from({ length: count }, (_, turn) => passes(method, time(turn))).filter(Boolean)
          .length;
      assert.equal(
        passing(20, "PATCH", () => 0),
        15,
      );
      assert.ok(
        !passes("PATCH", 999) && passes("PATCH", 1_000),
        "a second later there is room again",
      );
      assert.equal(
        passing(200, "PATCH", (turn) => 2_000 + turn * 100),
        84,
        "16 of the minute's 100 were gone",
      );
      assert.ok(
        !passes("PATCH", 59_999) && passes("PATCH", 60_000),
        "a minute later there is room again",
      );
      assert.equal(
        passing(1_010, "GET", () => 0),
        1_000,
      );
    });

    it("count over HTTP, too", async () => {
      await start({ limits: { writesPerMinute: 100, writesPerSecond: Infinity } });
      const writes = await Promise.all(Array.from({ length: 110 }, rename));
      assert.equal(writes.filter(({ status }) => status === 429).length, 10);
      assert.equal((await get()).status, 200, "reads have a limit of their own");
    });

    it("can be others, and the refusal has neither a header nor a body", async () => {
      await start({ limits: { readsPerMinute: 3, writesPerMinute: 2, writesPerSecond: Infinity } });
      assert.deepEqual(await statuses(3, rename), [204, 204, 429]);
      assert.deepEqual(await statuses(4, get), [200, 200, 200, 429]);
      const refused = await get();
      assert.equal(refused.text, "");
      assert.equal(refused.headers["retry-after"], undefined);
      emulator.reset();
      assert.equal((await get()).status, 200);
    });

    for (const retryAfter of ["0", "0.5", "-1", "Wed, 21 Oct 2015 07:28:00 GMT"]) {
      it(`can say Retry-After: ${retryAfter}`, async () => {
        await start({ limits: { readsPerMinute: 0, retryAfter, body: "slow down" } });
        const refused = await get();
        assert.equal(refused.headers["retry-after"], retryAfter);
        assert.equal(refused.text, "slow down");
      });
    }

    it("hold for an account, not for the emulator", async () => {
      const other = { account: 2, publicKey: "other", secretKey: "secret", seed: [{ id: 2 }] };
      await start({ limits: { readsPerMinute: 1 }, accounts: [other] });
      assert.deepEqual(await statuses(2, get), [200, 429]);
      assert.equal((await get("/integrations/2", basic("other", "secret"))).status, 200);
    });
  });

  describe("pages", () => {
    const seed = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const first = async (
      links: NonNullable<EmulatorOptions["pages"]>["links"],
      more: object = {},
    ): Promise<Answer> => {
      await start({ seed, pages: { size: 2, ...(links !== undefined && { links }), ...more } });
      return get("/integrations?sort=created_at");
    };
    const ids = ({ text: body }: Answer): string[] =>
      [...body.matchAll(/"id":(\d+)/g)].map(([, id = ""]) => id);
    const cursor = "sort=created_at&cursor=[^&>]+";

    it("are none by default: one list, however long", async () => {
      await start({ seed: Array.from({ length: 300 }, (_, index) => ({ id: index + 1 })) });
      const answer = await get("/integrations");
      assert.equal(ids(answer).length, 300);
      assert.deepEqual(answer.links, []);
    });

    it("lead to all of it, by a whole URL", async () => {
      const answer = await first(undefined);
      const next = /^<(.*)>; rel="next"$/.exec(answer.links.join())?.[1] ?? "";
      assert.ok(next.startsWith(`${emulator.url}/integrations?`));
      const second = await ask(next);
      assert.deepEqual([ids(answer), ids(second), second.links], [["1", "2"], ["3"], []]);
    });

    for (const [links, expected] of [
      ["relative", [`^<\\?${cursor}>; rel="next"$`]],
      ["path", [`^</api/v3/integrations\\?${cursor}>; rel="next"$`]],
      ["without api", [`^<http://127\\.0\\.0\\.1:\\d+/v3/integrations\\?${cursor}>; rel="next"$`]],
      ["slash", [`^<http://127\\.0\\.0\\.1:\\d+/api/v3/integrations/\\?${cursor}>; rel="next"$`]],
      [
        "other scheme",
        [`^<https://127\\.0\\.0\\.1:\\d+/api/v3/integrations\\?${cursor}>; rel="next"$`],
      ],
      ["several headers", [`rel="first"$`, `${cursor}>; rel="next"$`]],
      ["several relations", [`${cursor}>; rel="prev next"$`]],
      [
        "quoted commas",
        [`title="a, <b>; rel=next"; rel="help", <http://.*${cursor}>; title="1, 2"; rel="next"$`],
      ],
      [
        "elsewhere",
        [`^<https://elsewhere\\.example/api/v3/integrations\\?${cursor}>; rel="next"$`],
      ],
    ] as const) {
      it(`can be linked with ${links}`, async () => {
        const answer = await first(links);
        assert.equal(answer.links.length, expected.length);
        for (const [index, pattern] of expected.entries())
          assert.match(answer.links[index] ?? "", new RegExp(pattern));
      });
    }

    it("can name an origin that listens, to see whether keys go there", async () => {
      const answer = await first("elsewhere", { origin: "http://127.0.0.1:9" });
      assert.match(answer.links.join(), /^<http:\/\/127\.0\.0\.1:9\/api/);
    });

    it("can be told in the body", async () => {
      const answer = await first("body");
      assert.deepEqual(answer.links, []);
      const last = await ask(String(at(answer, "next")));
      assert.deepEqual([ids(last), at(last, "next")], [["3"], null]);
    });

    it("are found with a slash before the question mark, too", async () => {
      const answer = await first("slash");
      const second = await ask(/^<(.*)>/.exec(answer.links.join())?.[1] ?? "");
      assert.deepEqual(ids(second), ["3"]);
    });

    for (const [links, seen] of [
      ["endless", ["1", "2", "3"]],
      ["circular", ["1", "2", "3", "1", "2"]],
    ] as const) {
      it(`can be ${links}`, async () => {
        let answer = await first(links);
        const found = ids(answer);
        for (let page = 0; page < 2; page++) {
          answer = await ask(/^<(.*)>/.exec(answer.links.join())?.[1] ?? "");
          found.push(...ids(answer));
        }
        assert.deepEqual(found, seen);
        assert.equal(answer.links.length, 1);
      });
    }

    it("refuse a cursor that they have not given", async () => {
      await first(undefined);
      assert.equal((await get("/integrations?cursor=2")).status, 400);
    });
  });

  describe("reads that are behind", () => {
    const name = async (path?: string): Promise<unknown> =>
      /"shop_name":"(\w+)"/.exec((await get(path)).text)?.[1];

    it("show the old record so many times, in lists too", async () => {
      await start({ seed: [{ id: 1, shop_name: "Old" }], stale: { reads: 2 } });
      await patch({ shop_name: "New" });
      assert.equal(emulator.integration(1)?.shop_name, "New");
      assert.deepEqual(
        [await name(), await name("/integrations"), await name()],
        ["Old", "Old", "New"],
      );
    });

    it("show it for so long", async () => {
      await start({ seed: [{ id: 1, shop_name: "Old" }], stale: { milliseconds: 1_500 } });
      await patch({ shop_name: "New" });
      assert.equal(await name(), "Old");
      while ((await name()) === "Old") await new Promise((resolve) => setTimeout(resolve, 50));
      assert.equal(await name(), "New");
    });
  });

  describe("records", () => {
    const shown = async (records: EmulatorOptions["records"], path?: string): Promise<string> => {
      await start({
        seed: [{ id: 1, last_fetched_at: "2018-02-01T21:45:30Z" }, { id: 2 }],
        ...(records !== undefined && { records }),
      });
      return (await get(path)).text;
    };

    for (const [shape, expected] of [
      ["id alone", /^\{"data":\{"id":1\}\}$/],
      ["facts missing", /^(?!.*(?:"type"|_at")).*"shop_name"/],
      ["facts null", /"type":null,.*"created_at":null/],
      ["numbers as text", /"id":"1"/],
      ["dates with Z", /"last_fetched_at":"2018-02-01T21:45:30.000Z"/],
      ["dates without zone", /"last_fetched_at":"2018-02-01T21:45:30.000000"/],
      ["day-first dates", /"last_fetched_at":"01-02-2018 21:45:30"/],
      ["epoch dates", /"last_fetched_at":1517521530,/],
      ["unknown fields", /"import_weight":null/],
      ["byte order mark", /^\ufeff\{"data"/],
    ] as const) {
      it(`can have the shape: ${shape}`, async () => assert.match(await shown(shape), expected));
    }

    it("can have a broken one among them", async () => {
      assert.deepEqual((await shown("broken record", "/integrations")).match(/"id":\w+/g), [
        '"id":1',
        '"id":null',
        '"id":2',
      ]);
    });

    it("can be shaped by functions and names, one after the other", async () => {
      const renamed = await shown([
        (record) => ({ id: record.id, colour: "red" }),
        "numbers as text",
      ]);
      assert.equal(renamed, '{"data":{"id":"1","colour":"red"}}');
    });

    it("can be left out of lists, or replaced by what is none", async () => {
      const odd = await shown(({ id }) => (id === 1 ? undefined : "none"), "/integrations");
      assert.equal(odd, '{"data":["none"]}');
    });

    it("have the date of their change as it was recorded, with microseconds and an offset", async () => {
      await start();
      await patch({ shop_name: "New" });
      assert.match(
        (await get()).text,
        /"updated_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+01:00"/,
      );
    });
  });

  describe("accounts", () => {
    const berlin = {
      account: 20,
      publicKey: "berlin",
      secretKey: "berlin-secret",
      seed: [{ id: 2 }],
    };
    const asBerlin = basic("berlin", "berlin-secret");

    it("say who they are, and go on to after a rotation of their keys", async () => {
      await start({ account: 10, accounts: [berlin] });
      assert.equal(emulator.account, 10);
      assert.equal(
        (await get("/user/auth/metadata")).text,
        '{"data":{"user_id":10,"integration_id":1}}',
      );
      assert.equal(
        (await get("/user/auth/metadata", asBerlin)).text,
        '{"data":{"user_id":20,"integration_id":2}}',
      );
      emulator.rotate("next");
      emulator.rotate("next-berlin", 20);
      assert.equal((await get("/user/auth/metadata")).status, 401);
      assert.equal(
        at(await get("/user/auth/metadata", basic("emulator-public", "next")), "data.user_id"),
        10,
      );
      assert.equal(
        at(await get("/user/auth/metadata", basic("berlin", "next-berlin")), "data.user_id"),
        20,
      );
      emulator.reset();
      assert.equal((await get("/user/auth/metadata", asBerlin)).status, 200);
    });

    it("may not say it", async () => {
      await start({ metadata: "missing" });
      assert.equal((await get("/user/auth/metadata")).status, 404);
    });

    it("do not see each other's integrations, which answer as deleted ones do", async () => {
      await start({ accounts: [berlin] });
      const [foreign, deleted] = [
        await get("/integrations/1", asBerlin),
        await get("/integrations/9", asBerlin),
      ];
      assert.equal(foreign.status, 404);
      assert.equal(foreign.text, deleted.text);
      assert.equal((await patch({ shop_name: "New" }, asBerlin)).status, 404);
      assert.deepEqual((await get("/integrations", asBerlin)).text.match(/"id":\d/g), ['"id":2']);
      emulator.edit(2, { shop_name: "Berlin" });
      assert.equal(at(await get("/integrations/2", asBerlin), "data.shop_name"), "Berlin");
    });

    it("have ids, keys and integrations of their own", async () => {
      await start();
      await assert.rejects(
        startEmulator({ accounts: [{ ...berlin, account: 1 }] }),
        /same user id/,
      );
      await assert.rejects(
        startEmulator({ accounts: [{ ...berlin, publicKey: "emulator-public" }] }),
        /same public key/,
      );
      await assert.rejects(startEmulator({ seed: [{ id: 2 }], accounts: [berlin] }), /same id/);
    });
  });

  describe("an accepted change", () => {
    const both = { shop_name: "New", feedback_type: "none" };

    it("is answered with nothing, as documented", async () => {
      await start();
      const { status, text: body } = await patch(both);
      assert.deepEqual([status, body], [204, ""]);
    });

    it("can be answered with the record", async () => {
      await start({ accepts: 200, stale: { reads: 1 } });
      const answer = await patch(both);
      assert.deepEqual([answer.status, at(answer, "data.shop_name")], [200, "New"]);
    });

    it("can be answered with a record that denies what was sent", async () => {
      await start({ accepts: 200, denies: "all" });
      const answer = await patch(both);
      assert.deepEqual(
        [answer.status, at(answer, "data.shop_name"), emulator.integration(1)?.shop_name],
        [200, "Shop", "Shop"],
      );
    });

    it("can be taken in part, with record and errors side by side", async () => {
      await start({ accepts: 202, denies: ["feedback_type"] });
      const answer = await patch(both);
      assert.equal(answer.status, 202);
      assert.deepEqual(
        [at(answer, "data.shop_name"), at(answer, "data.feedback_type")],
        ["New", "delayed"],
      );
      assert.equal(at(answer, "errors.0.source.pointer"), "/data/attributes/feedback_type");
      assert.equal(at(await patch({ shop_name: "Newer" }), "errors"), undefined);
    });

    it("can be dropped in silence", async () => {
      await start({ denies: ["shop_name"] });
      assert.equal((await patch(both)).status, 204);
      assert.deepEqual(
        [emulator.integration(1)?.shop_name, emulator.integration(1)?.feedback_type],
        ["Shop", "none"],
      );
    });

    it("is refused with 403 where the account lacks the feature", async () => {
      await start({ withheld: ["service_point_enabled"] });
      assert.equal((await patch({ service_point_enabled: false })).status, 403);
      assert.equal((await patch({ shop_name: "New" })).status, 204);
    });
  });

  describe("refusals", () => {
    const found = async (errors: EmulatorOptions["errors"]): Promise<Answer> => {
      await start({ ...(errors !== undefined && { errors }) });
      return patch({ shop_url: "<shop>" });
    };
    const said = { code: "invalid", title: "Invalid field", detail: "Enter a valid URL." };
    const pointed = (pointer: string): object => ({ status: "400", ...said, source: { pointer } });

    for (const [errors, expected] of [
      ["v3", { errors: [pointed("/data/attributes/shop_url")] }],
      ["v3 with numbers", { errors: [{ ...pointed("/data/attributes/shop_url"), status: 400 }] }],
      ["v3 without codes", { errors: [{ ...pointed("/data/attributes/shop_url"), code: null }] }],
      ["v3 with body pointers", { errors: [pointed("body/shop_url")] }],
      [
        "v3 with parameters",
        { errors: [{ status: "400", ...said, source: { parameter: "shop_url" } }] },
      ],
      ["v3 as one object", { errors: pointed("/data/attributes/shop_url") }],
      [
        "v2",
        {
          error: {
            code: 400,
            request: "api/v3/integrations/1",
            message: "shop_url: Enter a valid URL.",
          },
        },
      ],
      ["detail", { detail: "shop_url: Enter a valid URL." }],
      ["failed", { status: "failed", message: "shop_url: Enter a valid URL." }],
      ["fields", { errors: { shop_url: ["Enter a valid URL."] } }],
    ] as const) {
      it(`can be spelled as ${errors}`, async () => {
        const answer = await found(errors);
        assert.equal(answer.status, 400);
        assert.deepEqual(at(answer, ""), expected);
      });
    }

    for (const [errors, type, expected] of [
      ["xml", "application/xml", /^<\?xml.*<message>shop_url: Enter a valid URL\.<\/message>/],
      ["html", "text/html", /^<!doctype html>/],
      ["text", "text/plain", /^shop_url: Enter/],
      ["empty", "undefined", /^$/],
    ] as const) {
      it(`can be spelled as ${errors}`, async () => {
        const answer = await found(errors);
        assert.equal(answer.status, 400);
        assert.ok(String(answer.headers["content-type"]).startsWith(type));
        assert.match(answer.text, expected);
      });
    }

    it("spell each status alike", async () => {
      await start();
      for (const errors of errorSpellings) {
        emulator.behave({ errors });
        assert.deepEqual(
          [
            (await get("/integrations/9")).status,
            (await get("/x")).status,
            (await get("/x", "")).status,
          ],
          [404, 404, 401],
        );
      }
    });
  });

  describe("what is stored", () => {
    const stored = async (options: EmulatorOptions, change: object): Promise<unknown> => {
      await start(options);
      assert.equal((await patch(change)).status, 204);
      const kept: Record<string, unknown> = { ...emulator.integration(1) };
      return kept[Object.keys(change)[0] ?? ""];
    };

    it("is what was sent, by default", async () => {
      assert.equal(await stored({}, { shop_url: "HTTPS://A.example?#" }), "HTTPS://A.example?#");
      assert.equal(await stored({}, { shop_name: " Shop " }), " Shop ");
    });

    for (const [normalization, sent, kept] of [
      ["urls", "HTTPS://A.example", "https://a.example/"],
      ["percent case", "https://a.example/%c3%bc", "https://a.example/%C3%BC"],
      ["unreserved", "https://a.example/%7euser%2f", "https://a.example/~user%2f"],
      ["final dot", "https://a.example.:8080/x.", "https://a.example:8080/x."],
      ["empty parts", "https://a.example/?#", "https://a.example/"],
      ["fragment", "https://a.example/?a#b", "https://a.example/?a"],
    ] as const) {
      it(`can be normalised: ${normalization}`, async () => {
        assert.equal(await stored({ normalizes: [normalization] }, { webhook_url: sent }), kept);
      });
    }

    it("can be normalised in every way at once", async () => {
      assert.equal(
        await stored({ normalizes: "all" }, { shop_url: "https://A.example./%7e%c3?#b" }),
        "https://a.example/~%C3",
      );
      assert.deepEqual(
        await stored({ normalizes: "all" }, { service_point_carriers: ["PostNL", "dhl"] }),
        ["dhl", "postnl"],
      );
    });

    it("can be trimmed, and then a name of blanks is none", async () => {
      assert.equal(await stored({ trims: true }, { shop_name: " Shop " }), "Shop");
      assert.equal((await patch({ shop_name: "  " })).status, 400);
    });

    it("can be checked strictly: long URLs, and hosts with _ or without a dot, are refused", async () => {
      await start({ strictUrls: true });
      const long = `https://a.example/${"x".repeat(200)}`;
      for (const url of [long, "https://my_shop.example", "https://shop"])
        assert.equal((await patch({ shop_url: url })).status, 400, url);
      for (const url of [long.slice(0, 200), "https://[::1]/"])
        assert.equal((await patch({ shop_url: url })).status, 204, url);
    });
  });

  describe("OAuth2", () => {
    const token = (form: string, url = emulator.tokenUrl): Promise<Answer> =>
      ask(url, {
        method: "POST",
        body: `grant_type=client_credentials${form}`,
        authorization: basic("emulator-client", "emulator-client-secret"),
      });
    const bearer = async (form: string): Promise<string> =>
      `Bearer ${String(at(await token(form), "access_token"))}`;

    it("grants all that the client has where no scope is asked for, and what is asked for otherwise", async () => {
      await start();
      assert.equal(at(await token(""), "scope"), "api read:integration write:integration");
      assert.equal(at(await token("&scope=read:integration"), "scope"), "read:integration");
      assert.equal(at(await token(""), "expires_in"), 3600);
    });

    it("refuses a scope that it does not know, or that the client does not have", async () => {
      await start({ scopes: ["read:integration", "write:integration"] });
      for (const scope of ["everything", "api"]) {
        const answer = await token(`&scope=${scope}`);
        assert.deepEqual([answer.status, at(answer, "error")], [400, "invalid_scope"]);
      }
    });

    it("refuses with 403 what a token has no scope for", async () => {
      await start();
      const [reads, writes] = [
        await bearer("&scope=read:integration"),
        await bearer("&scope=write:integration"),
      ];
      assert.deepEqual(
        [
          (await get("/integrations", reads)).status,
          (await patch({ shop_name: "New" }, reads)).status,
        ],
        [200, 403],
      );
      assert.deepEqual(
        [
          (await get("/integrations", writes)).status,
          (await patch({ shop_name: "New" }, writes)).status,
        ],
        [403, 204],
      );
    });

    it("can tell when a token expires as text, or not at all", async () => {
      await start({ expiresIn: "text", tokenLifetime: 60 });
      assert.equal(at(await token(""), "expires_in"), "60");
      emulator.behave({ expiresIn: "missing" });
      assert.equal(at(await token(""), "expires_in"), undefined);
    });

    it("can be at its address with a slash alone", async () => {
      await start({ tokenSlash: true });
      const moved = await token("");
      assert.deepEqual([moved.status, moved.headers.location], [301, "/oauth2/token/"]);
      assert.equal((await token("", `${emulator.tokenUrl}/`)).status, 200);
    });

    it("can be all that an integration takes: keys are refused with 401", async () => {
      await start({ seed: [{ id: 1 }, { id: 2 }], oauth2Only: [1] });
      assert.deepEqual(
        [(await get()).status, (await patch({ shop_name: "New" })).status],
        [401, 401],
      );
      assert.equal((await get("/integrations/2")).status, 200);
      assert.equal((await get("/integrations/1", await bearer(""))).status, 200);
    });

    it("gives tokens that belong to the client's account", async () => {
      const other = {
        account: 2,
        publicKey: "p",
        secretKey: "s",
        clientId: "c",
        clientSecret: "cs",
        seed: [{ id: 2 }],
      };
      await start({ accounts: [other] });
      const { text: body } = await ask(emulator.tokenUrl, {
        method: "POST",
        body: "grant_type=client_credentials",
        authorization: basic("c", "cs"),
      });
      const authorization = `Bearer ${/"access_token":"([^"]+)"/.exec(body)?.[1]}`;
      assert.deepEqual(
        [
          (await get("/integrations/2", authorization)).status,
          (await get("/integrations/1", authorization)).status,
        ],
        [200, 404],
      );
    });
  });

  it("lets a body arrive a byte at a time", async () => {
    await start({ drip: 1, records: "id alone" });
    const answer = await get();
    assert.equal(answer.text, '{"data":{"id":1}}');
    assert.ok(answer.pieces > 3, `${answer.pieces} pieces`);
  });

  it("goes back to the behaviours of the start", async () => {
    await start({ blank: "null", stale: { reads: 9 } });
    emulator.behave({ blank: "missing" });
    await patch({ shop_name: "New" });
    emulator.reset();
    assert.equal(at(await get(), "data.webhook_url"), null);
    assert.equal(at(await get(), "data.shop_name"), "Shop");
  });
});

describe("the options of the command emulate", () => {
  const lines = emulate.createHelp().visibleOptions(emulate);

  it("have a line each, with how far the behaviour is known", () => {
    for (const { long, description } of lines) {
      if (["--port", "--seed", "--quiet", "--help"].includes(long ?? "")) continue;
      assert.match(description, /\[[^\]]*(recorded|documented|assumed)[^\]]*\]/, long);
    }
  });

  it("are there for every behaviour", () => {
    const named = lines.map((option) => option.attributeName());
    for (const name of [
      ..."account blank clearedBy rules accepts denies withheld normalizes trims strictUrls errors pageSize pageLinks records".split(
        " ",
      ),
      ..."stale staleFor limits retryAfter drip metadata oauth2Only scopes tokenLifetime expiresIn tokenSlash".split(
        " ",
      ),
    ]) {
      assert.ok(named.includes(name), name);
    }
  });

  for (const [title, flags, expected] of [
    ["no limits unless asked", {}, { limits: "off", stale: {} }],
    ["the documented limits", { limits: true }, { limits: {} }],
    ["limits with a Retry-After", { retryAfter: "0.5" }, { limits: { retryAfter: "0.5" } }],
    [
      "reads that are behind",
      { stale: 2, staleFor: 50 },
      { stale: { reads: 2, milliseconds: 50 } },
    ],
    ["pages", { pageSize: 2, pageLinks: "body" }, { pageSize: 2, pages: { links: "body" } }],
  ] satisfies [string, EmulateFlags, EmulatorOptions][]) {
    it(`mean ${title}`, () => {
      const options: Record<string, unknown> = { ...emulatorOptions(flags) };
      for (const [name, value] of Object.entries(expected))
        assert.deepEqual(options[name], value, name);
    });
  }
});
