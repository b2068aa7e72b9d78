import type { Board, Storyboard } from './storyboard.ts'

/** A storyboard as text, to be kept beside a test: each state at each size, and in lines. */
export function storyboardText({ name, boards, unreached }: Storyboard): string {
  const missing = unreached.map(({ state, reason }) => `${state}: ${reason}`)
  const sections = boards.flatMap(sectionsOf)
  if (missing.length > 0) sections.push(['never reached', missing])
  return `${name}\n\n${sections.map(([title, rows]) => `== ${title}\n${rows.join('\n').trimEnd()}\n`).join('\n')}`
}

type Section = readonly [title: string, rows: readonly string[]]

function sectionsOf({ state: name, isResolved, screens, lines, error }: Board): readonly Section[] {
  const state = isResolved ? `${name}, never reached` : name
  if (error !== undefined) return [[`${state}, which can't be drawn`, [error]]]
  return [
    ...screens.map(({ columns, rows, lines }) => [`${state} (${columns}x${rows})`, lines] as const),
    [`${state} (lines)`, lines],
  ]
}

/** What differs between two storyboards as texts: a line for each row, by state and size; empty if they are the same. */
export function differencesOf(before: string, now: string): readonly string[] {
  const [then, after] = [sectionsIn(before), sectionsIn(now)]
  return [...new Set([...then.keys(), ...after.keys()])].flatMap((title) => {
    const [old, fresh] = [then.get(title), after.get(title)]
    if (old === undefined) return [`+ ${title} is new`]
    if (fresh === undefined) return [`- ${title} is gone`]
    const rows = Array.from({ length: Math.max(old.length, fresh.length) }, (_, row) =>
      old[row] === fresh[row] ? [] : [`  - ${old[row] ?? ''}`, `  + ${fresh[row] ?? ''}`],
    ).flat()
    return rows.length === 0 ? [] : [`${title}:`, ...rows]
  })
}

function sectionsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const sections = text.split(/^== /m).slice(1)
  return new Map(
    sections.map((section) => {
      const [title = '', ...rows] = section.trimEnd().split('\n')
      return [title, rows] as const
    }),
  )
}
