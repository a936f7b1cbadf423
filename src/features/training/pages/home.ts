import { oncePerHome } from '../../../bot/home/once.ts';
import type { HomeRequest } from '../../../bot/request.ts';
import type { Today, Waiting } from '../../../bot/routing/contributions.ts';
import { readerOf } from '../messages/reader.ts';
import { mineRows, minesLine, mineToday } from './home-views.ts';
import { mineFor } from './show.ts';

const mine = oncePerHome(({ ctx, actor }) => mineFor(ctx, actor));

/** Where to check in now, whose roll to call, seats that are kept, quizzes and self-studies. */
export async function waiting(request: HomeRequest): Promise<Waiting[]> {
  return mineRows(readerOf(request.actor), await mine(request));
}

/** What the person comes to or teaches today. */
export async function today(request: HomeRequest): Promise<Today[]> {
  return mineToday(readerOf(request.actor), await mine(request));
}

/** The next date, what is open, and the hours of the year. */
export async function home(request: HomeRequest): Promise<string> {
  return minesLine(readerOf(request.actor), await mine(request));
}
