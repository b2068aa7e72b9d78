import type { AnyActorLogic } from 'xstate'
import type { Component } from '../component.ts'
import type { DrawnApp } from '../hand-over.ts'
import { storyboardPage } from './page.ts'
import { storyboard, type StoryboardOptions } from './storyboard.ts'

/** The storyboard of an app as a page, and what is missing in it. */
export async function drawnApp(
  component: Component<AnyActorLogic>,
  options: StoryboardOptions & { readonly input?: unknown },
): Promise<DrawnApp> {
  const drawn = await storyboard(component, options)
  return {
    page: storyboardPage(drawn),
    boards: drawn.boards.length,
    problems: [
      ...drawn.unreached.map(({ state, reason }) => `${state} was never reached: ${reason}`),
      ...drawn.boards.flatMap(({ state, error }) =>
        error === undefined ? [] : [`${state} can't be drawn: ${error}`],
      ),
    ],
  }
}
