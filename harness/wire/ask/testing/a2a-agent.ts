import { Role, TaskState, type AgentCard, type Message, type Part } from '@a2a-js/sdk';
import {
  AgentEvent,
  DefaultRequestHandler,
  InMemoryTaskStore,
  STATE_HEADERS_KEY,
  type AgentExecutor,
  type ExecutionEventBus,
  type RequestContext,
} from '@a2a-js/sdk/server';
import { agentCardHandler, jsonRpcHandler, UserBuilder } from '@a2a-js/sdk/server/express';
import express from 'express';
import { answer } from './desk.ts';

const [version = '1.0', mode = 'streamed'] = process.argv.slice(2);
const port = Number(process.env['PORT']);

/** States that the agent ends a task in, by what it is told. */
const states: Readonly<Record<string, TaskState>> = {
  'too little': TaskState.TASK_STATE_INPUT_REQUIRED,
  'no login': TaskState.TASK_STATE_AUTH_REQUIRED,
  'not mine': TaskState.TASK_STATE_REJECTED,
  'call off': TaskState.TASK_STATE_CANCELED,
};

const card: AgentCard = {
  name: 'desk',
  description: 'An agent of the tests',
  version: '1',
  supportedInterfaces: [
    // The host is another's: an agent is asked where it runs.
    {
      url: 'https://agent.example/rpc',
      protocolBinding: 'JSONRPC',
      tenant: '',
      protocolVersion: version,
    },
  ],
  provider: undefined,
  capabilities: { streaming: mode === 'streamed', extensions: [] },
  securitySchemes: {},
  securityRequirements: [],
  defaultInputModes: ['text/plain', 'application/json'],
  defaultOutputModes: ['text/plain'],
  skills: [],
  signatures: [],
};

const sessions = new Map<string, unknown[]>();
const underway = new Map<string, AbortController>();

const executor: AgentExecutor = {
  execute: async (context, bus) => {
    const { taskId: id, contextId, userMessage, task } = context;
    const working = { state: TaskState.TASK_STATE_WORKING, message: undefined, timestamp: now() };
    const open = { id, contextId, artifacts: [], history: [userMessage], metadata: undefined };
    bus.publish(AgentEvent.task({ ...(task ?? open), status: working }));
    const stop = new AbortController();
    underway.set(id, stop);
    await perform(context, bus, stop.signal).finally(() => underway.delete(id));
  },
  cancelTask: (id) => {
    underway.get(id)?.abort();
    return Promise.resolve();
  },
};

async function perform(context: RequestContext, bus: ExecutionEventBus, signal: AbortSignal) {
  const { taskId, contextId, userMessage } = context;
  const content = userMessage.parts[0]?.content;
  const said: unknown = content?.value;
  const before = sessions.get(contextId) ?? [];
  sessions.set(contextId, [...before, said]);
  const end = (state: TaskState, text?: string) => {
    const message = text === undefined ? undefined : spoken(context, text);
    const status = { state, message, timestamp: now() };
    bus.publish(AgentEvent.statusUpdate({ taskId, contextId, status, metadata: undefined }));
    bus.finished();
  };
  const state = states[String(said)];
  if (state !== undefined) return end(state, `That is ${String(said)}.`);
  const headers = context.context.state.get(STATE_HEADERS_KEY) as Record<string, unknown>;
  try {
    const text = await answer({ said, before, headers, signal });
    for (const [index, piece] of (text.match(/.{1,8}/gs) ?? []).entries()) {
      bus.publish(
        AgentEvent.artifactUpdate({
          taskId,
          contextId,
          artifact: { ...named, parts: [textPart(piece)] },
          append: index > 0,
          lastChunk: false,
          metadata: undefined,
        }),
      );
    }
    end(TaskState.TASK_STATE_COMPLETED);
  } catch (error) {
    const how = signal.aborted ? TaskState.TASK_STATE_CANCELED : TaskState.TASK_STATE_FAILED;
    end(how, (error as Error).message);
  }
}

const named = {
  artifactId: 'answer',
  name: 'answer',
  description: '',
  metadata: undefined,
  extensions: [],
};

function textPart(value: string): Part {
  return {
    content: { $case: 'text', value },
    metadata: undefined,
    filename: '',
    mediaType: 'text/plain',
  };
}

function spoken({ taskId, contextId }: RequestContext, text: string): Message {
  return {
    messageId: `${taskId}-end`,
    contextId,
    taskId,
    role: Role.ROLE_AGENT,
    parts: [textPart(text)],
    metadata: undefined,
    extensions: [],
    referenceTaskIds: [],
  };
}

function now(): string {
  return '2026-01-01T00:00:00Z';
}

const legacyCompat = { enabled: version !== '1.0' };
const requestHandler = new DefaultRequestHandler(card, new InMemoryTaskStore(), executor);
const app = express();
app.use(
  '/.well-known/agent-card.json',
  agentCardHandler({ agentCardProvider: requestHandler, legacyCompat }),
);
app.use(
  '/rpc',
  jsonRpcHandler({ requestHandler, userBuilder: UserBuilder.noAuthentication, legacyCompat }),
);
app.listen(port, '127.0.0.1');
