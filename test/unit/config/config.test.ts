/** Configuration: where values come from, and which are refused. */
import assert from "node:assert/strict";
import { accountProblem, configuration, problems } from "../../../provider/src/config/config";
import { plainSecrets, unknownKeys } from "../../../provider/src/config/key-names";
import { isOn, findConfiguration } from "../../../provider/src/config/sources";

const look = (config: Record<string, string>, environment: Record<string, string> = {}) =>
  findConfiguration((key) => config[key], environment);
const keys = { SENDCLOUD_PUBLIC_KEY: "pub", SENDCLOUD_SECRET_KEY: "sec" };

describe("configuration", () => {
  it("comes from the environment, with Sendcloud's address by default", () => {
    assert.deepEqual(configuration(look({}, keys)), {
      credentials: { kind: "keys", publicKey: "pub", secretKey: "sec" },
      from: {
        credentials: "SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY",
        baseUrl: "sendcloud:baseUrl",
        tokenUrl: "sendcloud:tokenUrl",
        reads: "sendcloud:readsPerMinute",
        writes: "sendcloud:writesPerMinute",
      },
      baseUrl: "https://panel.sendcloud.sc/api/v3",
      reads: { perMinute: 1000, burst: 50 },
      writes: { perMinute: 100, burst: 15 },
    });
  });

  it("wins, where it is explicit, over the environment, value by value", () => {
    const found = look(
      { "sendcloud:publicKey": "mine", "sendcloud:baseUrl": "https://proxy.example/api/v3/" },
      keys,
    );
    const { credentials, from, baseUrl } = configuration(found);
    assert.deepEqual(credentials, { kind: "keys", publicKey: "mine", secretKey: "sec" });
    assert.equal(from.credentials, "sendcloud:publicKey and SENDCLOUD_SECRET_KEY");
    assert.equal(baseUrl, "https://proxy.example/api/v3");
  });

  it("counts an empty variable as not set", () => {
    assert.throws(
      () => configuration(look({}, { ...keys, SENDCLOUD_PUBLIC_KEY: "" })),
      /SENDCLOUD_PUBLIC_KEY/,
    );
  });

  it("names both ways to set keys that are missing", () => {
    assert.throws(
      () => configuration(look({})),
      /set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY in the environment, or run `pulumi config set sendcloud:publicKey` and `pulumi config set --secret sendcloud:secretKey`/,
    );
  });

  it("misses no key for a preview", () => assert.deepEqual(problems(look({})), []));

  for (const url of [
    "http://127.0.0.1:8080/api/v3",
    "http://localhost/",
    "http://[::1]:1",
    "https://panel.sendcloud.sc/api/v3",
  ]) {
    it(`accepts ${url}`, () => assert.deepEqual(problems(look({ "sendcloud:baseUrl": url })), []));
  }

  for (const url of [
    "http://panel.sendcloud.sc/api/v3",
    "http://127.0.0.1.example/",
    "ftp://panel.sendcloud.sc",
    "panel.sendcloud.sc",
    "https://user:word@panel.sendcloud.sc",
    "https://panel.sendcloud.sc/?a=b",
    "https://panel.sendcloud.sc/#a",
  ]) {
    it(`refuses ${url}, without printing it`, () => {
      const [problem = ""] = problems(look({ "sendcloud:baseUrl": url }));
      assert.match(problem, /^sendcloud:baseUrl must be an https URL/);
      assert.ok(!problem.includes(`${url} `) && !problem.includes("word"));
    });
  }

  it("takes limits as whole numbers", () => {
    const found = look({ "sendcloud:readsPerMinute": "2" }, keys);
    assert.deepEqual(configuration(found).reads, { perMinute: 2, burst: 1 });
  });

  for (const [key, name] of [
    ["sec ret", "sendcloud:secretKey"],
    ["secret\n", "sendcloud:secretKey"],
    ["pub:lic", "sendcloud:publicKey"],
  ] as const) {
    it(`refuses a malformed ${name} ${JSON.stringify(key)}, without printing it`, () => {
      const [problem = ""] = problems(look({ [name]: key }));
      assert.ok(problem.startsWith(`${name} holds `) && !problem.includes(key));
    });
  }

  it("takes an OAuth2 client in place of keys, with Sendcloud's token address by default", () => {
    const client = { SENDCLOUD_CLIENT_ID: "id", SENDCLOUD_CLIENT_SECRET: "word" };
    const tokenUrl = "https://account.sendcloud.com/oauth2/token";
    const expected = { kind: "client", clientId: "id", clientSecret: "word", tokenUrl };
    assert.deepEqual(configuration(look({}, client)).credentials, expected);
    assert.throws(
      () => configuration(look({ "sendcloud:clientId": "id" })),
      /no OAuth2 client.*`pulumi config set --secret sendcloud:clientSecret`/,
    );
  });

  it("prefers the kind of credentials that is explicit, and refuses two of the same place", () => {
    const client = { "sendcloud:clientId": "id", "sendcloud:clientSecret": "word" };
    assert.equal(configuration(look(client, keys)).credentials.kind, "client");
    const both = look({ ...client, "sendcloud:secretKey": "x" }, keys);
    assert.deepEqual(problems(both), [
      "SENDCLOUD_PUBLIC_KEY, sendcloud:secretKey, sendcloud:clientId, sendcloud:clientSecret are set: keep the keys or the OAuth2 client, not both",
    ]);
    assert.throws(() => configuration(both), /keep the keys or the OAuth2 client/);
  });

  describe("of several accounts", () => {
    const berlin = { publicKey: "p", secretKey: "s", baseUrl: "https://berlin.example/api/v3/" };
    const paris = { clientId: "c", clientSecret: "w" };
    const accounts = (value: unknown): Record<string, string> => ({
      "sendcloud:accounts": JSON.stringify(value),
    });

    it("opens each with its own credentials, and the default with its own", () => {
      const found = look(
        { ...accounts({ berlin, paris }), "sendcloud:tokenUrl": "https://tokens.example/t" },
        keys,
      );
      assert.deepEqual(configuration(found, "berlin").credentials, {
        kind: "keys",
        publicKey: "p",
        secretKey: "s",
      });
      assert.equal(configuration(found, "berlin").baseUrl, "https://berlin.example/api/v3");
      assert.equal(configuration(found, "berlin").from.credentials, "sendcloud:accounts.berlin");
      assert.deepEqual(configuration(found, "paris").credentials, {
        kind: "client",
        ...paris,
        tokenUrl: "https://tokens.example/t",
      });
      assert.deepEqual(configuration(found).credentials, {
        kind: "keys",
        publicKey: "pub",
        secretKey: "sec",
      });
    });

    it("comes from the environment too", () => {
      const found = look({}, { SENDCLOUD_ACCOUNTS: JSON.stringify({ berlin }) });
      assert.equal(configuration(found, "berlin").from.credentials, "SENDCLOUD_ACCOUNTS.berlin");
    });

    it("names the accounts there are where another is asked for", () => {
      const found = look(accounts({ berlin, paris }));
      assert.match(
        accountProblem(found, "Berlin") ?? "",
        /^account "Berlin" is not in sendcloud:accounts: it has berlin, paris\./,
      );
      assert.throws(() => configuration(found, "constructor"), /account "constructor" is not in/);
      assert.equal(accountProblem(found, "berlin"), undefined);
    });

    it("lets a preview pass where no accounts are configured, but no request", () => {
      assert.equal(accountProblem(look({}), "berlin"), undefined);
      assert.throws(
        () => configuration(look({}, keys), "berlin"),
        /account "berlin" is not in sendcloud:accounts\. Correct the name, or add it: set/,
      );
    });

    const wrong: [title: string, value: string, problem: RegExp][] = [
      [
        "text that is no JSON",
        "berlin",
        /^sendcloud:accounts must be a JSON object of accounts by name$/,
      ],
      ["a list", "[]", /^sendcloud:accounts must be a JSON object/],
      [
        "half a pair of keys",
        '{"berlin":{"publicKey":"p"}}',
        /^sendcloud:accounts\.berlin needs publicKey and secretKey, or/,
      ],
      [
        "both kinds",
        JSON.stringify({ berlin: { ...berlin, ...paris } }),
        /^sendcloud:accounts\.berlin needs/,
      ],
      [
        "a misspelt member",
        '{"berlin":{"public":"canary","secretKey":"canary"}}',
        /^sendcloud:accounts\.berlin must be an object with/,
      ],
      [
        "a malformed key",
        '{"berlin":{"publicKey":"p","secretKey":"can ary"}}',
        /^sendcloud:accounts\.berlin\.secretKey holds spaces/,
      ],
    ];
    for (const [title, value, problem] of wrong) {
      it(`refuses ${title}, without printing it`, () => {
        const [told = ""] = problems(look({ "sendcloud:accounts": value }));
        assert.match(told, problem);
        assert.doesNotMatch(told, /can ?ary/);
      });
    }
  });

  it("names each entry of a list of warnings that is none, with the warning that is nearest", () => {
    const [told = ""] = problems(
      look({ "sendcloud:silence": '["failing", "carierCode", "constructor", "carierCode", "al"]' }),
    );
    assert.match(
      told,
      /, ignoreChanges: "carierCode" is none of these, did you mean carrierCode\?; "constructor" is none of these; "al" is none of these, did you mean all\?$/,
    );
  });

  it("takes flags as true or false, and warnings to silence by name", () => {
    const key = (name: string, value: string) => problems(look({ [`sendcloud:${name}`]: value }));
    assert.deepEqual(
      [
        key("verifyWrites", "true"),
        key("silence", "all"),
        key("silence", '["failing", "carrierCode"]'),
      ],
      [[], [], []],
    );
    assert.deepEqual(key("verifyWrites", "yes"), ["sendcloud:verifyWrites must be true or false"]);
    assert.match(
      key("silence", "failing, noise")[0] ?? "",
      /^sendcloud:silence must be all, or a list of httpWebhook, /,
    );
  });
});

describe("the names of configuration keys", () => {
  for (const [key, near] of [
    ["baseURL", "sendcloud:baseUrl"],
    ["secretkey", "sendcloud:secretKey"],
    ["base_url", "sendcloud:baseUrl"],
    ["writePerMinute", "sendcloud:writesPerMinute"],
    ["acounts", "sendcloud:accounts"],
    ["publciKey", "sendcloud:publicKey"],
  ] as const) {
    it(`${key} is not known, and probably means ${near}`, () =>
      assert.deepEqual(unknownKeys([key]), [
        `the configuration key sendcloud:${key} is not known and has no effect: did you mean ${near}?`,
      ]));
  }

  it("are listed where none is near, once for each key", () => {
    const [told = "", ...others] = unknownKeys(["colour", "colour"]);
    assert.match(
      told,
      /^the configuration key sendcloud:colour is not known .*: the keys are send/,
    );
    assert.deepEqual(others, []);
  });

  it("are no warning where they are known", () =>
    assert.deepEqual(unknownKeys(["baseUrl", "accounts"]), []));

  it("of secrets in plain text are told in one sentence, with the command that encrypts", () => {
    assert.deepEqual(plainSecrets(["secretKey", "publicKey", "a:secretKey"]), [
      "sendcloud:secretKey stands in the stack's configuration in plain text: encrypt with `pulumi config set --secret sendcloud:secretKey …`",
    ]);
    assert.match(
      plainSecrets(["accounts", "clientSecret"]).join("|"),
      /^sendcloud:clientSecret and sendcloud:accounts stand [^|]*$/,
    );
    assert.deepEqual(plainSecrets(["publicKey", "baseUrl"]), []);
  });
});

describe("a place that a value came from", () => {
  const accounts = JSON.stringify({
    berlin: { publicKey: "p", secretKey: "s", baseUrl: "https://berlin.example/api/v3" },
    paris: { publicKey: "p", secretKey: "s" },
  });
  const found = look(
    { "sendcloud:accounts": accounts },
    { SENDCLOUD_BASE_URL: "https://all.example/api/v3", SENDCLOUD_READS_PER_MINUTE: "9" },
  );
  it("is the environment, the configuration, or the account", () => {
    const berlin = configuration(found, "berlin").from;
    assert.equal(berlin.baseUrl, "sendcloud:accounts.berlin.baseUrl");
    assert.equal(berlin.reads, "SENDCLOUD_READS_PER_MINUTE");
    assert.equal(configuration(found, "paris").from.baseUrl, "SENDCLOUD_BASE_URL");
    assert.equal(configuration(found, "paris").from.tokenUrl, "sendcloud:tokenUrl");
  });

  const missing = (provider?: string, dynamic?: true): string => {
    const none = findConfiguration(() => undefined, {}, provider);
    try {
      configuration(dynamic ? { ...none, dynamic } : none);
    } catch (error) {
      return String(error);
    }
    return "";
  };
  it("that a provider does not reach is named where there is such a provider alone", () => {
    assert.match(missing(undefined, true), /or run `pulumi config set sendcloud:publicKey` and/);
    assert.doesNotMatch(missing(undefined, true), /reach/);
    assert.match(
      missing("berlin"),
      /or give it publicKey and secretKey: .* reach the provider 'berl/,
    );
    assert.match(
      missing("berlin", true),
      /in the environment, since .* reach the provider 'berlin'$/,
    );
  });

  it("turns a flag on only with true", () =>
    assert.deepEqual(
      [isOn(undefined), isOn({ value: "false" }), isOn({ value: "true" })],
      [false, false, true],
    ));
});
