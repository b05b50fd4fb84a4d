/** Lists: all pages, or an error; never a short list, and never the keys to another address. Over real sockets. */
import assert from "node:assert/strict";
import { nextLinks } from "../../../provider/src/api/pages";
import { ResponseError } from "../../../provider/src/errors";
import { type Answer, json, startServer, type TestServer } from "./server";

const first = "GET /api/v3/integrations?sort=created_at";

describe("a Link header", () => {
  const headers: [header: string, next: string[]][] = [
    ['<https://a.example/x?c=2>; rel="next"', ["https://a.example/x?c=2"]],
    ["<?c=2>;rel=next", ["?c=2"]],
    ['<b> ; REL = "NEXT"', ["b"]],
    ['<b>; title="one, <z>; rel=\\"next\\" two"; rel="prev next"', ["b"]],
    ['<b>; rel="prev\tnext"', ["b"]],
    ['<a>; rel="prev", <b>; rel="next"', ["b"]],
    ['<a>; rel=preload; nopush, <b>; rel="next"', ["b"]],
    ['<a,b;c>; foo=bar; rel="next"; type="text/html"', ["a,b;c"]],
    [", ,<b>; rel=next,", ["b"]],
    ["<b>; rel='next'", ["b"]],
    ['<b>; rel="prev"; rel="next"', []],
    ['<b>; rel="nextish"', []],
    ['<b>; rel="first"; title="rel=next, <c>; rel=next"', []],
    ["<b>; rel=next; title*=UTF-8''%e2", ["b"]],
    ["", []],
  ];
  for (const [header, next] of headers) {
    it(`${header} has ${next.length === 0 ? "no next page" : `the next page ${next.join()}`}`, () => {
      assert.deepEqual(nextLinks(header), next);
    });
  }
});

describe("a list", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const ids = async (): Promise<number[]> => (await server.client().list()).map(({ id }) => id);

  /** Two pages, of which the first says where the second is. */
  const pages =
    (
      headers: (origin: string) => Record<string, string | string[]>,
      body: (origin: string) => object = () => ({}),
    ): Answer =>
    (response, request) => {
      const isFirst = request.count === 1;
      const data = [{ id: isFirst ? 2 : 1 }];
      json(
        { data, ...(isFirst && body(server.origin)) },
        200,
        isFirst ? headers(server.origin) : {},
      )(response, request);
    };

  const spellings: [title: string, answer: Answer][] = [
    [
      "a URL",
      pages((origin) => ({ link: `<${origin}/api/v3/integrations?cursor=a%2Fb>; rel="next"` })),
    ],
    ["a path", pages(() => ({ link: '</api/v3/integrations?cursor=a%2Fb>; rel="next"' }))],
    ["a query", pages(() => ({ link: "<?cursor=a%2Fb>; rel=next" }))],
    [
      "a URL without /api",
      pages((origin) => ({ link: `<${origin}/v3/integrations?cursor=a%2Fb>; rel="next"` })),
    ],
    [
      "https in place of http",
      pages((origin) => ({
        link: `<${origin.replace("http:", "https:")}/api/v3/integrations?cursor=a%2Fb>; rel="next"`,
      })),
    ],
    [
      "a URL without our port",
      pages(() => ({ link: '<http://127.0.0.1/api/v3/integrations?cursor=a%2Fb>; rel="next"' })),
    ],
    [
      "a slash before the query",
      pages((origin) => ({ link: `<${origin}/v3/integrations/?cursor=a%2Fb>; rel="next"` })),
    ],
    [
      "user and password, which are not used",
      pages((origin) => ({
        link: `<${origin.replace("//", "//a:b@")}/v3/integrations?cursor=a%2Fb>; rel="next"`,
      })),
    ],
    [
      "one of several headers",
      pages(() => ({ link: ['<?cursor=x>; rel="prev"', '<?cursor=a%2Fb>; rel="next"'] })),
    ],
    [
      "the same in two headers",
      pages(() => ({
        link: ['<?cursor=a%2Fb>; rel="next"', '</v3/integrations?cursor=a%2Fb>; rel="next"'],
      })),
    ],
    [
      "several relations, with a comma in quotes before",
      pages(() => ({
        link: '<?cursor=x>; title="a, b"; rel="first", <?cursor=a%2Fb>; rel="last next"',
      })),
    ],
    [
      "next in the body",
      pages(
        () => ({}),
        (origin) => ({ next: `${origin}/api/v3/integrations?cursor=a%2Fb` }),
      ),
    ],
    [
      "links.next in the body",
      pages(
        () => ({}),
        () => ({ next: null, links: { next: "/api/v3/integrations?cursor=a%2Fb" } }),
      ),
    ],
    [
      "pagination.next in the body",
      pages(
        () => ({}),
        () => ({ pagination: { next: "?cursor=a%2Fb" } }),
      ),
    ],
  ];
  for (const [title, answer] of spellings) {
    it(`goes on where the next page is told as ${title}`, async () => {
      server.answers(answer);
      assert.deepEqual(await ids(), [1, 2]);
      assert.deepEqual(server.requests, [first, "GET /api/v3/integrations?cursor=a%2Fb"]);
    });
  }

  for (const body of [
    { next: null },
    { next: "" },
    { links: {} },
    { links: { next: null } },
    { pagination: null, next: false },
    { has_more: false, next_cursor: null },
  ]) {
    it(`ends where the body says ${JSON.stringify(body)}`, async () => {
      server.answers(
        pages(
          () => ({}),
          () => body,
        ),
      );
      assert.deepEqual(await ids(), [2]);
    });
  }

  for (const body of [
    { has_more: true },
    { next_cursor: "abc" },
    { meta: { nextPage: 2 } },
    { paging: { hasNext: true } },
  ]) {
    it(`fails where the body says ${JSON.stringify(body)}, which is no way to the next page`, async () => {
      server.answers(
        pages(
          () => ({}),
          () => body,
        ),
      );
      await assert.rejects(
        ids(),
        /^ResponseError: the list .*: it goes on, but does not say where \(GET http/,
      );
    });
  }

  const broken: [title: string, answer: Answer, says: RegExp][] = [
    [
      "another host",
      pages(() => ({
        link: '<https://elsewhere.example/api/v3/integrations?token=x>; rel="next"',
      })),
      /another address, https:\/\/elsewhere\.example:/,
    ],
    [
      "another host, without a scheme",
      pages(() => ({ link: '<//elsewhere.example/integrations>; rel="next"' })),
      /elsewhere\.example/,
    ],
    [
      "another host, in the body",
      pages(
        () => ({}),
        () => ({ next: "http://elsewhere.example/integrations" }),
      ),
      /elsewhere\.example/,
    ],
    [
      "another port",
      pages(() => ({ link: '<http://127.0.0.1:9/api/v3/integrations>; rel="next"' })),
      /another address, http:\/\/127\.0\.0\.1:9:/,
    ],
    [
      "another kind of address",
      pages(() => ({ link: '<data:text/plain,x>; rel="next"' })),
      /is no address/,
    ],
    [
      "something else than a list",
      pages(() => ({ link: '</api/v3/parcels?cursor=2>; rel="next"' })),
      /its next link leads to no list/,
    ],
    [
      "a number",
      pages(
        () => ({}),
        () => ({ next: 2 }),
      ),
      /leads to no list/,
    ],
    [
      "two places",
      pages(() => ({ link: ['<?cursor=2>; rel="next"', '<?cursor=3>; rel="next"'] })),
      /goes on in 2 places/,
    ],
    [
      "a header that is none",
      pages(() => ({ link: "https://127.0.0.1/integrations?cursor=2; rel=next" })),
      /its Link header cannot be read/,
    ],
    [
      "itself",
      pages(() => ({ link: '</v3/integrations/?sort=created_at>; rel="next"' })),
      /leads to a page that was read already/,
    ],
  ];
  for (const [title, answer, says] of broken) {
    it(`is an error where the next page is ${title}, and nothing is sent there`, async () => {
      server.answers(answer);
      await assert.rejects(ids(), (error) => {
        assert.ok(error instanceof ResponseError);
        assert.match(error.message, says);
        assert.match(error.message, /\(GET http.*A part of a list is never taken for all of it/);
        assert.doesNotMatch(error.message, /token=x/);
        return true;
      });
      assert.deepEqual(server.requests, [first]);
    });
  }

  it("is an error where pages lead in a circle", async () => {
    server.answers((response, request) => {
      const link = `<?cursor=${request.count % 3}>; rel="next"`;
      json({ data: [{ id: request.count }] }, 200, { link })(response, request);
    });
    await assert.rejects(ids(), /leads to a page that was read already/);
    assert.equal(server.requests.length, 4);
  });

  it("is an error where pages go on for ever without anything new", async () => {
    server.answers((response, request) => {
      json({ data: [{ id: 1 }] }, 200, { link: `<?cursor=${request.count}>; rel="next"` })(
        response,
        request,
      );
    });
    await assert.rejects(ids(), /it does not end after 102 pages/);
  });

  for (const [title, answer] of [
    ["fails", json({ errors: [{ detail: "no" }] }, 500)],
    ["is somebody else's", json("<html>")],
    ["is no list", json({ data: {} })],
    ["is partial", json({ data: [] }, 206)],
    ["holds errors beside its data", json({ data: [], errors: [{ detail: "half of it" }] })],
  ] as const) {
    it(`is an error where its second page ${title}`, async () => {
      server.answers((response, request) => {
        if (request.count > 1) answer(response, request);
        else
          json({ data: [{ id: 1 }] }, 200, { link: '<?cursor=2>; rel="next"' })(response, request);
      });
      await assert.rejects(ids());
      assert.equal(server.requests.length, 2);
    });
  }

  it("keeps one of an integration that several pages hold", async () => {
    server.answers((response, request) => {
      const data = request.count === 1 ? [{ id: 2 }, { id: 1 }] : [{ id: 1 }, { id: 3 }];
      json(
        { data },
        200,
        request.count === 1 ? { link: "<?cursor=2>; rel=next" } : {},
      )(response, request);
    });
    assert.deepEqual(await ids(), [1, 2, 3]);
  });

  for (const record of [{ id: "shop-9" }, null, { shop_name: "No number" }, { id: -1 }]) {
    it(`is an error where it holds ${JSON.stringify(record)}, which has no number`, async () => {
      server.answers(json({ data: [{ id: 1 }, record] }));
      await assert.rejects(ids(), /or a record in it has no id \(GET http/);
    });
  }

  it("may have 20,000 shops on one page", async () => {
    const shop = {
      shop_name: "S".repeat(200),
      shop_url: `https://shop.example/${"s".repeat(200)}`,
      webhook_url: `https://hooks.example/${"h".repeat(200)}`,
    };
    server.answers(
      json({ data: Array.from({ length: 20_000 }, (_, index) => ({ id: index + 1, ...shop })) }),
    );
    assert.equal((await ids()).length, 20_000);
  });
});
