import { App, HTTPReceiver } from '@slack/bolt';
import mongoose, { Schema } from 'mongoose';

/**
 * What the bot is measured against: the least that a Bolt app can do with an answer. It checks the signature, acks and
 * writes one document with the same durability; with BARE_RESPONDS it also answers at `response_url`, as every quiz must.
 */
const {
  MONGODB_URI = '',
  SLACK_API_URL = '',
  SLACK_SIGNING_SECRET = '',
  PORT = '0',
  BARE_NAME = 'bare',
  BARE_RESPONDS,
} = process.env;

interface Answer {
  user: string;
  value: string;
  round: string;
  at: Date;
}

async function main(): Promise<void> {
  const db = await mongoose
    .createConnection(MONGODB_URI, { writeConcern: { w: 'majority', journal: true }, retryWrites: false })
    .asPromise();
  const schema = new Schema<Answer>({ user: String, value: String, round: String, at: Date }, { versionKey: false });
  schema.index({ round: 1 });
  const answers = db.model<Answer>('bare_answers', schema, 'bare_answers');
  await answers.createIndexes();

  const receiver = new HTTPReceiver({
    signingSecret: SLACK_SIGNING_SECRET,
    endpoints: '/slack/events',
    customRoutes: [
      {
        path: '/readyz',
        method: 'GET',
        handler: (_request, response) => {
          response.writeHead(200);
          response.end();
        },
      },
    ],
  });
  const app = new App({
    receiver,
    clientOptions: { slackApiUrl: SLACK_API_URL },
    authorize: async () => ({ botToken: 'xoxb-bench', botUserId: 'U0BOT', teamId: 'T0BENCH' }),
  });
  app.action('quiz.confirm', async ({ ack, body, action, respond }) => {
    await ack();
    const value = 'value' in action ? String(action.value) : '';
    const round = `${BARE_NAME} ${'container' in body ? String(body.container.channel_id).slice(1) : ''}`;
    await answers.collection.insertOne({ user: body.user.id, value, round, at: new Date() } as never);
    if (BARE_RESPONDS) await respond({ replace_original: true, text: 'recorded' });
  });
  await app.start(Number(PORT));
  process.on('SIGTERM', () => process.exit(0));
}

void main();
