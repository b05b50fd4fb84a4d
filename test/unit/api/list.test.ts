/** Lists: all pages, or an error; never a short list, and never the keys to another address. Over real sockets. */
import assert from "node:assert/strict";
import { nextLinks } from "../../../provider/src/api/pages";
import { ResponseError } from "../../../provider/src/errors";
import { type Answer, failure, firstly, json, testServer } from "./server";

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
    it(`${header} has ${next.length === 0 ? "no next page" : `the next page ${next.join()}`}`, () =>
      assert.deepEqual(nextLinks(header), next));
  }
});

describe("a list", () => {
  const server = testServer();
  const first = "GET /api/v3/integrations?sort=created_at";
  const ids = async (): Promise<number[]> => (await server.client().list()).map(({ id }) => id);
  const link = (target: string): string => `<${target}>; rel="next"`;

  /** Two pages, of which the first says where the second is: in Link headers, or in its body. HOST is the server's own. */
  const pages = (links: string[], body = {}): Answer => {
    return (response, request) => {
      const own = (text: string): string => text.replaceAll("HOST", server.origin().slice(7));
      const isFirst = request.count === 1;
      const content = own(
        JSON.stringify({ data: [{ id: isFirst ? 2 : 1 }], ...(isFirst && body) }),
      );
      json(content, 200, isFirst ? { link: links.map(own) } : {})(response, request);
    };
  };

  const cursor = "?cursor=a%2Fb";
  const spellings: [title: string, links: string[], body?: object][] = [
    ["a URL", [link(`http://HOST/api/v3/integrations${cursor}`)]],
    ["a path", [link(`/api/v3/integrations${cursor}`)]],
    ["a query", [link(cursor)]],
    ["a URL without /api", [link(`http://HOST/v3/integrations${cursor}`)]],
    ["https in place of http", [link(`https://HOST/api/v3/integrations${cursor}`)]],
    ["a URL without our port", [link(`http://127.0.0.1/api/v3/integrations${cursor}`)]],
    ["a slash before the query", [link(`http://HOST/v3/integrations/${cursor}`)]],
    ["keys, which are not used", [link(`http://a:b@HOST/v3/integrations${cursor}`)]],
    ["one of several headers", ['<?cursor=x>; rel="prev"', link(cursor)]],
    ["the same in two headers", [link(cursor), link(`/v3/integrations${cursor}`)]],
    ["several relations", [`<?cursor=x>; title="a, b"; rel="first", <${cursor}>; rel="last next"`]],
    ["next in the body", [], { next: `http://HOST/api/v3/integrations${cursor}` }],
    ["links.next", [], { next: null, links: { next: `/api/v3/integrations${cursor}` } }],
    ["pagination.next", [], { pagination: { next: cursor } }],
  ];
  for (const [title, links, body] of spellings) {
    it(`goes on where the next page is told as ${title}`, async () => {
      server.answers(pages(links, body));
      assert.deepEqual(await ids(), [1, 2]);
      assert.deepEqual(server.requests, [first, `GET /api/v3/integrations${cursor}`]);
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
      server.answers(pages([], body));
      assert.deepEqual(await ids(), [2]);
    });
  }

  const noWay = "it goes on, but does not say where (GET http";
  const api = "/api/v3/integrations";
  const broken: [title: string, says: string, links: string[], body?: object][] = [
    ["another host", ", https://e.example:", [link(`https://e.example${api}?token=x`)]],
    ["another host, without a scheme", "e.example", [link("//e.example/integrations")]],
    ["another host, in the body", "e.example", [], { next: "http://e.example/integrations" }],
    ["another port", "address, http://127.0.0.1:9:", [link(`http://127.0.0.1:9${api}`)]],
    ["another kind of address", "is no address", [link("data:text/plain,x")]],
    ["no list", "its next link leads to no list", [link("/api/v3/parcels?cursor=2")]],
    ["a number", "leads to no list", [], { next: 2 }],
    ["two places", "goes on in 2 places", [link("?cursor=2"), link("?cursor=3")]],
    ["a header that is none", "its Link header cannot be read", [`http://HOST${api}; rel=next`]],
    ["itself", "to a page that was read already", [link("/v3/integrations/?sort=created_at")]],
    ["has_more", noWay, [], { has_more: true }],
    ["a cursor", noWay, [], { next_cursor: "abc" }],
    ["the number of a page", noWay, [], { meta: { nextPage: 2 } }],
    ["a flag", noWay, [], { paging: { hasNext: true } }],
  ];
  for (const [title, says, links, body] of broken) {
    it(`is an error where the next page is told as ${title}, and nothing is sent there`, async () => {
      server.answers(pages(links, body));
      const { message } = await failure(ids(), ResponseError);
      assert.ok(message.includes(says), message);
      assert.match(message, /\(GET http.*A part of a list is never taken for all of it/);
      assert.doesNotMatch(message, /token=x/);
      assert.deepEqual(server.requests, [first]);
    });
  }

  for (const [title, name, says, requests] of [
    ["lead in a circle", (count: number) => count % 3, /to a page that was read already/, 4],
    ["go on without anything new", (count: number) => count, /not end after 102 pages/, 102],
  ] as const) {
    it(`is an error where pages ${title}`, async () => {
      server.answers((response, request) => {
        const headers = { link: link(`?cursor=${name(request.count)}`) };
        json({ data: [{ id: 1 }] }, 200, headers)(response, request);
      });
      await assert.rejects(ids(), says);
      assert.equal(server.requests.length, requests);
    });
  }

  const isNoList = "is not a list of integrations as the API documents it: ";
  const noData = `${isNoList}data is missing, or a record in it has no id (GET http`;
  const seconds: [answer: Answer, says: string][] = [
    [json({ errors: [{ detail: "no" }] }, 500), "status 500: no"],
    [json({ data: [] }, 206), "status 206"],
    [json({ data: [], errors: [{ detail: "half of it" }] }), "status 200: half of it"],
    [json("<html>"), `${isNoList}it is not JSON`],
    [json({ data: {} }), noData],
    [json({ data: [{ id: 1 }, { id: "shop-9" }] }), noData],
    [json({ data: [{ id: 1 }, null] }), noData],
    [json({ data: [{ id: 1 }, { shop_name: "No number" }] }), noData],
    [json({ data: [{ id: 1 }, { id: -1 }] }), noData],
  ];
  for (const [index, [answer, says]] of seconds.entries()) {
    it(`is an error where its second page ${says} (${index})`, async () => {
      const one = json({ data: [{ id: 1 }] }, 200, { link: link("?cursor=2") });
      server.answers(firstly(one, answer));
      const { message } = await failure(ids(), Error);
      assert.ok(message.includes(says), message);
      assert.equal(server.requests.length, 2);
    });
  }

  it("keeps one of an integration that several pages hold", async () => {
    const one = json({ data: [{ id: 2 }, { id: 1 }] }, 200, { link: link("?cursor=2") });
    server.answers(firstly(one, json({ data: [{ id: 1 }, { id: 3 }] })));
    assert.deepEqual(await ids(), [1, 2, 3]);
  });

  it("may have 20,000 shops on one page", async () => {
    const [shop_name, long] = ["S".repeat(200), `https://shop.example/${"s".repeat(200)}`];
    const shop = { shop_name, shop_url: long, webhook_url: long };
    const data = Array.from({ length: 20_000 }, (_, index) => ({ id: index + 1, ...shop }));
    server.answers(json({ data }));
    assert.equal((await ids()).length, 20_000);
  });
});
