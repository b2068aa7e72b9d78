import type { AnyStateMachine } from 'xstate'
import type { AnyComponent, Component } from 'actty'
import { mount, screenshot, type Mounted } from 'actty/testing'
import { chartPictures } from './charts.ts'
import { controlPictures } from './controls.ts'
import { formPictures } from './forms.ts'
import { dialogPictures } from './dialogs.ts'
import { frontPictures } from './front.ts'
import { panelPictures } from './panels.ts'
import { patternPictures } from './patterns.ts'
import { questionPictures } from './questions.ts'
import { taskPictures } from './tasks.ts'
import { terminalPictures } from './terminals.ts'
import { treePictures } from './trees.ts'

/** A picture of the documentation: a component, and what is done to it before the picture is taken. */
export interface Picture {
  /** The name of its files. */
  readonly name: string
  readonly component: AnyComponent
  /** 60 if it says nothing. */
  readonly columns?: number
  /** 8 if it says nothing. */
  readonly rows?: number
  /** Makes the surroundings that it needs, and returns what removes them. */
  readonly prepare?: () => () => void
  readonly act?: (app: Mounted<AnyStateMachine>) => Promise<unknown>
}

/** All of them: `npm run pictures` makes their files. */
export const pictures: readonly Picture[] = [
  ...frontPictures,
  ...patternPictures,
  ...controlPictures,
  ...dialogPictures,
  ...chartPictures,
  ...panelPictures,
  ...formPictures,
  ...questionPictures,
  ...taskPictures,
  ...terminalPictures,
  ...treePictures,
]

/** Its files: what GitHub shows to those who like dark or light pages. */
export async function drawn(picture: Picture): Promise<ReadonlyMap<string, string>> {
  // Clocks show the time of day.
  process.env['TZ'] = 'UTC'
  const tidy = picture.prepare?.()
  try {
    const { columns = 60, rows = 8 } = picture
    const app = mount(picture.component as unknown as Component<AnyStateMachine>, { columns, rows })
    await picture.act?.(app)
    const files = (['dark', 'light'] as const).map(
      (theme) => [`${picture.name}-${theme}.svg`, screenshot(app, { theme })] as const,
    )
    await app.unmount()
    return new Map(files)
  } finally {
    tidy?.()
  }
}
