/** Keys that are rotated between two runs. */
import { tellInYaml } from "../support/tell";
import type { Story, World } from "../support/story";

const rotate =
  (key: string) =>
  async ({ emulator, project }: World) => {
    emulator.rotate(key);
    await project.configure({ "sendcloud:secretKey": key }, { secret: true });
  };
const read = ["GET", "/integrations/7"];
const program = { shop: '{ integrationId: 7, shopName: "New", onDestroy: "restore" }' };

const stories: Story[] = [
  {
    title: "a rotated key in the configuration is stored by the next up",
    seed: [{ id: 7, shop_name: "Old" }],
    environment: ({ url }) => ({ SENDCLOUD_BASE_URL: url }),
    steps: [
      {
        does: "up stores the keys",
        async first({ emulator, project }) {
          await project.configure({ "sendcloud:publicKey": emulator.publicKey });
          await project.configure({ "sendcloud:secretKey": emulator.secretKey }, { secret: true });
        },
        program,
        run: "up",
        asks: [read, ["PATCH", "/integrations/7", { shop_name: "New" }]],
      },
      {
        when: "a key in the configuration is rotated",
        then: "refresh still uses the key that the last up stored: it is refused, and says what to do",
        first: rotate("second-key"),
        run: "refresh",
        fails: true,
        asks: [read],
        prints: [
          /refused with status 401.*Check sendcloud:publicKey and sendcloud:secretKey: .*After a rotation run `pulumi up --refresh=false`, or pass --run-program, or keep keys in the environment alone/,
        ],
        printsNot: [/second-key/, /\n\s+at /],
      },
      {
        does: "destroy is refused likewise, and keeps the resource",
        run: "destroy",
        fails: true,
        asks: [read],
        prints: [/run `pulumi up --refresh=false`/],
      },
      {
        when: "a key in the configuration is rotated, and refresh is run with `--run-program`",
        then: "it uses the new key",
        run: "refresh --run-program",
        asks: [read],
        prints: [/2 unchanged/],
      },
      {
        when: "a key in the configuration is rotated, and `pulumi up` is run first",
        then: "it stores the new key, and sends nothing",
        run: "up",
        asks: [],
      },
      {
        does: "destroy, which reads and restores, then sends today's key",
        run: "destroy",
        asks: [read, ["PATCH", "/integrations/7", { shop_name: "Old" }]],
      },
    ],
  },
  {
    title: "a rotated key in the environment is used at once",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program,
        run: "up",
        asks: [read, ["PATCH", "/integrations/7", { shop_name: "New" }]],
      },
      {
        when: "a key in the environment is revoked",
        then: "the error names the variables",
        first: ({ emulator }) => emulator.rotate("second-key"),
        run: "refresh",
        fails: true,
        asks: [read],
        prints: [/Check SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY/],
      },
      {
        when: "a key in the environment is rotated",
        then: "refresh and destroy use the new key at once",
        first: ({ project }) => void (project.environment.SENDCLOUD_SECRET_KEY = "second-key"),
        run: "destroy",
        asks: [read, ["PATCH", "/integrations/7", { shop_name: "Old" }]],
      },
    ],
  },
];

tellInYaml("rotated keys, in YAML", stories);
