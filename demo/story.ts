/** The story that the demo tells: each step a real `pulumi` command, and at the end which API requests each step made. */
import type { Emulator } from "pulumi-sendcloud/emulator";
import type { Project } from "../engine/project";

interface Telling {
  project: Project;
  emulator: Emulator;
  version: string;
  /** Whether the program wants the URL as a secret. */
  secret: boolean;
  signal: AbortSignal;
}

interface Step {
  title: string;
  /** What happens before the command, outside of Pulumi. */
  before?: (told: Telling) => Promise<void> | void;
  command: string;
  /** Whether the command is expected to be refused. */
  refused?: true;
}

const webhookUrl = "https://hooks.example/parcels/flowers";

const steps: Step[] = [
  {
    title: "A webhook without a URL is refused at preview",
    before: ({ project, secret }) => project.configure({ flowersWebhookUrl: "" }, { secret }),
    command: "preview",
    refused: true,
  },
  {
    title: "With the URL, the preview passes",
    before: ({ project, secret }) =>
      project.configure({ flowersWebhookUrl: webhookUrl }, { secret }),
    command: "preview --diff",
  },
  {
    title: "up adopts both integrations and sends only what differs",
    command: "up --yes --skip-preview",
  },
  { title: "A second up finds nothing to do", command: "up --yes --skip-preview" },
  {
    title: "Somebody switches the webhook off in the panel; refresh finds it",
    before: ({ emulator }) => emulator.edit(1, { webhook_active: false }),
    command: "refresh --yes --skip-preview",
  },
  { title: "The next preview shows exactly what drifted", command: "preview --diff" },
  { title: "up puts it right", command: "up --yes --skip-preview" },
  {
    title: "destroy forgets the settings; the shops stay",
    command: "destroy --yes --skip-preview",
  },
];

/** Whether to show colours: on a terminal, or where they are asked for. */
const colourful = process.stdout.isTTY || process.env.FORCE_COLOR !== undefined;

/** Tells the story; rejects where a step does not end as it should. */
export async function story(told: Telling): Promise<void> {
  const { project, emulator, version, signal } = told;
  const rows: string[][] = [];
  for (const [index, step] of steps.entries()) {
    signal.throwIfAborted();
    heading(`${index + 1}. ${step.title}`, `pulumi ${step.command}`);
    await step.before?.(told);
    const seen = emulator.requests.length;
    const { status } = await project.pulumi(
      [...step.command.split(" "), "--color", colourful ? "always" : "never"],
      {
        show: (text) => process.stdout.write(text),
      },
    );
    signal.throwIfAborted();
    if ((status === 0) === (step.refused ?? false))
      throw new Error(`pulumi ${step.command} ended with status ${status}`);
    const requests = emulator.requests
      .slice(seen)
      .map(
        ({ method, path, body }) => `${method} ${path}${body ? ` ${JSON.stringify(body)}` : ""}`,
      );
    rows.push(
      ["", `${index + 1}. pulumi ${step.command}`],
      ...(requests.length > 0 ? requests : ["no request"]).map((line) => ["", "", line]),
    );
  }
  heading(`The API requests that each step made (Pulumi ${version})`);
  console.log(rows.map((row) => row.join("  ")).join("\n"));
  for (const id of [1, 2]) {
    if (emulator.integration(id) === undefined) throw new Error(`integration ${id} is gone`);
  }
  console.log(
    `\nBoth shops still exist after destroy: ${[1, 2].map((id) => emulator.integration(id)?.shop_name).join(", ")}.`,
  );
  console.log(
    "Go on with shops that you change in a browser: npx --no-install pulumi-sendcloud emulate --port 8080",
  );
}

function heading(title: string, command?: string): void {
  const bold = (text: string): string => (colourful ? `\u001b[1m${text}\u001b[0m` : text);
  console.log(`\n${bold(`== ${title}`)}`);
  if (command !== undefined) console.log(`$ ${command}`);
}
