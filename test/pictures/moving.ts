/** A picture for some time. */
export interface Still {
  readonly svg: string
  /** How long it's shown, in ms. */
  readonly ms: number
}

/**
 * Pictures of one size, one after the other and from the beginning again, as one SVG that needs no script. A row of the screen is a line of
 * each picture: one which several have is in it once. Those who want no motion see the first picture.
 */
export function moving(stills: readonly Still[]): string {
  const [head, ground, font] = stills[0]!.svg.split('\n')
  const shownIn = new Map<string, boolean[]>()
  for (const [at, { svg }] of stills.entries())
    for (const line of svg.split('\n').filter((part) => part.startsWith('<g><'))) shown(line)[at] = true
  const classes = new Map<string, string>()
  const rows = Array.from(shownIn, ([line, when]) => `<g class="${classOf(when)}"${line.slice(2)}`)
  const rules = Array.from(classes, ([when, name]) => rulesOf(name, when, stills))
  return [head, `<style>${rules.join('')}${still}</style>`, ground, font, ...rows, '</g>', '</svg>', ''].join(
    '\n',
  )

  function shown(line: string): boolean[] {
    const known = shownIn.get(line) ?? stills.map(() => false)
    shownIn.set(line, known)
    return known
  }

  function classOf(when: readonly boolean[]): string {
    const id = when.map(Number).join('')
    const name = classes.get(id) ?? `s${classes.size}`
    classes.set(id, name)
    return name
  }
}

const still = '@media (prefers-reduced-motion: reduce){g{animation:none!important}}'

/** When a row is there: at which part of the whole time it comes, and goes. */
function rulesOf(name: string, when: string, stills: readonly Still[]): string {
  const start = when[0] === '1' ? '' : 'visibility:hidden;'
  if (!when.includes('0')) return ''
  const total = stills.reduce((sum, { ms }) => sum + ms, 0)
  let at = 0
  const steps = stills.map(({ ms }, index) => {
    const percent = ((100 * at) / total).toFixed(3)
    at += ms
    return when[index] === when[index - 1]
      ? ''
      : `${percent}%{visibility:${when[index] === '1' ? 'visible' : 'hidden'}}`
  })
  const frames = `@keyframes ${name}{${steps.join('')}}`
  return `.${name}{${start}animation:${name} ${total}ms step-end infinite}${frames}`
}
