/** Configuration: where values come from, and which are refused. */
import assert from "node:assert/strict";
import { accountProblem, configuration, problems } from "../../../provider/src/config/config";
import { plainSecrets, unknownKeys } from "../../../provider/src/config/key-names";
import { findConfiguration, isOn } from "../../../provider/src/config/sources";

const look = (config: Record<string, string>, environment: Record<string, string> = {}) =>
  findConfiguration((key) => config[key.slice("sendcloud:".length)], environment);
const keys = { SENDCLOUD_PUBLIC_KEY: "pub", SENDCLOUD_SECRET_KEY: "sec" };
const usual = { kind: "keys", publicKey: "pub", secretKey: "sec" };

describe("configuration", () => {
  it("comes from the environment, with Sendcloud's address by default", () => {
    assert.deepEqual(configuration(look({}, keys)), {
      credentials: usual,
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
    const given = { publicKey: "mine", baseUrl: "https://x.example/v3/", readsPerMinute: "2" };
    const { credentials, from, baseUrl, reads } = configuration(look(given, keys));
    assert.deepEqual(credentials, { ...usual, publicKey: "mine" });
    assert.equal(from.credentials, "sendcloud:publicKey and SENDCLOUD_SECRET_KEY");
    assert.equal(baseUrl, "https://x.example/v3");
    assert.deepEqual(reads, { perMinute: 2, burst: 1 });
  });

  it("names both ways to set keys that are missing, or empty; a preview misses none", () => {
    const empty = look({}, { ...keys, SENDCLOUD_PUBLIC_KEY: "" });
    assert.throws(() => configuration(empty), /SENDCLOUD_PUBLIC_KEY/);
    assert.throws(
      () => configuration(look({})),
      /set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY in the environment, or run `pulumi config set sendcloud:publicKey` and `pulumi config set --secret sendcloud:secretKey`/,
    );
    assert.deepEqual(problems(look({})), []);
  });

  it("takes an OAuth2 client in place of keys, with Sendcloud's token address by default", () => {
    const client = { SENDCLOUD_CLIENT_ID: "id", SENDCLOUD_CLIENT_SECRET: "word" };
    const tokenUrl = "https://account.sendcloud.com/oauth2/token";
    const expected = { kind: "client", clientId: "id", clientSecret: "word", tokenUrl };
    assert.deepEqual(configuration(look({}, client)).credentials, expected);
    assert.throws(
      () => configuration(look({ clientId: "id" })),
      /no OAuth2 client.*`pulumi config set --secret sendcloud:clientSecret`/,
    );
  });

  it("prefers the kind of credentials that is explicit, and refuses two of the same place", () => {
    const client = { clientId: "id", clientSecret: "word" };
    assert.equal(configuration(look(client, keys)).credentials.kind, "client");
    const both = look({ ...client, secretKey: "x" }, keys);
    assert.deepEqual(problems(both), [
      "SENDCLOUD_PUBLIC_KEY, sendcloud:secretKey, sendcloud:clientId, sendcloud:clientSecret are set: keep the keys or the OAuth2 client, not both",
    ]);
    assert.throws(() => configuration(both), /keep the keys or the OAuth2 client/);
  });
});

describe("a value", () => {
  for (const [name, value] of [
    ["baseUrl", "http://127.0.0.1:8080/api/v3"],
    ["baseUrl", "http://localhost/"],
    ["baseUrl", "http://[::1]:1"],
    ["baseUrl", "https://panel.sendcloud.sc/api/v3"],
    ["verifyWrites", "true"],
    ["silence", "all"],
    ["silence", '["failing", "carrierCode"]'],
  ] as const)
    it(`is accepted: ${name} ${value}`, () =>
      assert.deepEqual(problems(look({ [name]: value })), []));

  const both = { publicKey: "p", secretKey: "s", clientId: "c", clientSecret: "w" };
  const malformed = { publicKey: "p", secretKey: "can ary" };
  const accounts = (berlin: object): string => JSON.stringify({ berlin });
  const refused: [name: string, value: string, problem: string][] = [
    ["baseUrl", "http://panel.sendcloud.sc/api/v3", " must be an https URL"],
    ["baseUrl", "http://127.0.0.1.example/", " must be an https URL"],
    ["baseUrl", "ftp://panel.sendcloud.sc", " must be an https URL"],
    ["baseUrl", "panel.sendcloud.sc", " must be an https URL"],
    ["baseUrl", "https://user:canary@panel.sendcloud.sc", " must be an https URL"],
    ["baseUrl", "https://panel.sendcloud.sc/?a=canary", " must be an https URL"],
    ["baseUrl", "https://panel.sendcloud.sc/#canary", " must be an https URL"],
    ["secretKey", "can ary", " holds spaces"],
    ["secretKey", "canary\n", " holds spaces"],
    ["publicKey", "can:ary", " holds a colon"],
    ["verifyWrites", "yes", " must be true or false"],
    ["silence", "failing, noise", " must be all, or a list of httpWebhook, "],
    ["accounts", "canary", " must be a JSON object of accounts by name"],
    ["accounts", "[]", " must be a JSON object"],
    ["accounts", accounts({ publicKey: "p" }), ".berlin needs publicKey and secretKey, or"],
    ["accounts", accounts(both), ".berlin needs publicKey"],
    ["accounts", accounts({ public: "canary", secretKey: "s" }), ".berlin must be an object with"],
    ["accounts", accounts(malformed), ".berlin.secretKey holds spaces"],
  ];
  for (const [name, value, problem] of refused)
    it(`is refused, and not printed: ${name} ${JSON.stringify(value)}`, () => {
      const [told = ""] = problems(look({ [name]: value }));
      assert.ok(told.startsWith(`sendcloud:${name}${problem}`), told);
      assert.doesNotMatch(told, /can[ :]?ary|panel/);
    });

  it("of a list that is no warning is named, with the warning that is nearest", () => {
    const silence = '["failing", "carierCode", "constructor", "carierCode", "al"]';
    assert.match(
      problems(look({ silence }))[0] ?? "",
      /, ignoreChanges: "carierCode" is none of these, did you mean carrierCode\?; "constructor" is none of these; "al" is none of these, did you mean all\?$/,
    );
  });

  it("turns a flag on only with true", () => {
    const values = [undefined, { value: "false" }, { value: "true" }];
    assert.deepEqual(values.map(isOn), [false, false, true]);
  });
});

describe("configuration of several accounts", () => {
  const berlin = { publicKey: "p", secretKey: "s", baseUrl: "https://berlin.example/api/v3/" };
  const paris = { clientId: "c", clientSecret: "w" };
  const accounts = JSON.stringify({ berlin, paris });

  it("opens each with its own credentials, and the default with its own", () => {
    const tokenUrl = "https://tokens.example/t";
    const found = look({ accounts, tokenUrl }, keys);
    const { credentials, baseUrl, from } = configuration(found, "berlin");
    assert.deepEqual(credentials, { kind: "keys", publicKey: "p", secretKey: "s" });
    assert.equal(baseUrl, "https://berlin.example/api/v3");
    assert.equal(from.credentials, "sendcloud:accounts.berlin");
    const ofParis = { kind: "client", ...paris, tokenUrl };
    assert.deepEqual(configuration(found, "paris").credentials, ofParis);
    assert.deepEqual(configuration(found).credentials, usual);
  });

  it("says of each value whether it came from the environment, the configuration or the account", () => {
    const env = { SENDCLOUD_BASE_URL: "https://all.example", SENDCLOUD_READS_PER_MINUTE: "9" };
    const found = look({ accounts }, env);
    const [ofBerlin, ofParis] = ["berlin", "paris"].map((one) => configuration(found, one).from);
    assert.equal(ofBerlin?.baseUrl, "sendcloud:accounts.berlin.baseUrl");
    assert.equal(ofBerlin.reads, "SENDCLOUD_READS_PER_MINUTE");
    assert.equal(ofParis?.baseUrl, "SENDCLOUD_BASE_URL");
    assert.equal(ofParis.tokenUrl, "sendcloud:tokenUrl");
    const { from } = configuration(look({}, { SENDCLOUD_ACCOUNTS: accounts }), "berlin");
    assert.equal(from.credentials, "SENDCLOUD_ACCOUNTS.berlin");
  });

  it("names the accounts there are where another is asked for", () => {
    const found = look({ accounts });
    const problem = accountProblem(found, "Berlin") ?? "";
    assert.match(problem, /^account "Berlin" is not in sendcloud:accounts: it has berlin, paris\./);
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
});

describe("the names of configuration keys", () => {
  for (const [key, near] of Object.entries({
    baseURL: "baseUrl",
    secretkey: "secretKey",
    base_url: "baseUrl",
    writePerMinute: "writesPerMinute",
    acounts: "accounts",
    publciKey: "publicKey",
  }))
    it(`${key} is not known, and probably means ${near}`, () =>
      assert.deepEqual(unknownKeys([key]), [
        `the configuration key sendcloud:${key} is not known and has no effect: did you mean sendcloud:${near}?`,
      ]));

  it("are listed where none is near, once for each key", () => {
    const [told = "", ...others] = unknownKeys(["colour", "colour"]);
    assert.match(told, /^the configuration key sendcloud:colour is not .*: the keys are send/);
    assert.deepEqual(others, []);
  });

  it("are no warning where they are known", () =>
    assert.deepEqual(unknownKeys(["baseUrl", "accounts"]), []));

  it("of secrets in plain text are told in one sentence, with the command that encrypts", () => {
    assert.deepEqual(plainSecrets(["secretKey", "publicKey", "a:secretKey"]), [
      "sendcloud:secretKey stands in the stack's configuration in plain text: encrypt with `pulumi config set --secret sendcloud:secretKey …`",
    ]);
    const both = plainSecrets(["accounts", "clientSecret"]).join("|");
    assert.match(both, /^sendcloud:clientSecret and sendcloud:accounts stand [^|]*$/);
    assert.deepEqual(plainSecrets(["publicKey", "baseUrl"]), []);
  });
});

describe("a place that a provider does not reach", () => {
  for (const [provider, dynamic, named, unnamed] of [
    [undefined, true, /or run `pulumi config set sendcloud:publicKey` and/, /reach/],
    ["berlin", undefined, /or give it publicKey and secretKey: .* reach the provider 'berl/, /^$/],
    ["berlin", true, /in the environment, since .* reach the provider 'berlin'$/, /^$/],
  ] as const)
    it(`is named where there is such a provider alone: ${provider}, dynamic ${dynamic}`, () => {
      const none = {
        ...findConfiguration(() => undefined, {}, provider),
        ...(dynamic && { dynamic }),
      };
      assert.throws(
        () => configuration(none),
        (error) => {
          assert.match(String(error), named);
          assert.doesNotMatch(String(error), unnamed);
          return true;
        },
      );
    });
});
