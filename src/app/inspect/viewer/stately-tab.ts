import type { InspectorMessage } from '../messages.ts'
import { element } from './dom.ts'
import { Backlog, StatelyFrame } from './stately-frame.ts'
import type { Panes } from './panes.ts'

type TabName = 'actty' | 'stately'

/** The Stately inspector beside our own viewer, and the two tabs that choose between them. */
export class StatelyTab {
  readonly tabs: HTMLElement
  readonly panel: HTMLElement
  readonly #panes: Panes
  readonly #backlog = new Backlog()
  readonly #frame: StatelyFrame
  readonly #buttons = {
    actty: this.#tab('actty', 'actty'),
    stately: this.#tab('stately', 'Stately inspector'),
  }
  /** Until the user chooses, the Stately inspector is shown as soon as it is there. */
  #hasChosen = location.hash === '#actty' || location.hash === '#stately'

  constructor(address: string, panes: Panes) {
    this.#panes = panes
    this.#frame = new StatelyFrame(
      address,
      () => this.#backlog.messages(),
      () => this.#connected(),
    )
    const { actty, stately } = this.#buttons
    this.tabs = element('div', { role: 'tablist', 'aria-label': 'Viewers' }, [actty, stately])
    this.panel = element(
      'div',
      { class: 'stately-panel', role: 'tabpanel', id: 'panel-stately', 'aria-labelledby': 'tab-stately' },
      [
        element('p', { class: 'hint' }, [
          `This is a page of ${new URL(address).host}: it needs the internet, and is sent everything that the app does.`,
        ]),
        this.#frame.root,
      ],
    )
    panes.root.setAttribute('role', 'tabpanel')
    panes.root.setAttribute('aria-labelledby', 'tab-actty')
    panes.root.addEventListener('pointerdown', () => (this.#hasChosen = true))
    panes.root.addEventListener('keydown', () => (this.#hasChosen = true))
    this.#select(location.hash === '#stately' ? 'stately' : 'actty')
  }

  apply(message: InspectorMessage): void {
    this.#backlog.add(message)
    this.#frame.post(message)
  }

  /** Everything will be sent again. */
  restart(): void {
    this.#backlog.clear()
  }

  choose(name: TabName): void {
    this.#hasChosen = true
    history.replaceState(undefined, '', `#${name}`)
    this.#select(name)
  }

  #connected(): void {
    this.#buttons.stately.classList.add('connected')
    if (!this.#hasChosen) this.#select('stately')
  }

  #select(name: TabName): void {
    this.#panes.root.hidden = name !== 'actty'
    // Not `hidden`: a frame that isn't laid out doesn't load its page.
    this.panel.classList.toggle('away', name !== 'stately')
    this.panel.inert = name !== 'stately'
    for (const [key, button] of Object.entries(this.#buttons)) {
      button.setAttribute('aria-selected', String(key === name))
      button.tabIndex = key === name ? 0 : -1
    }
    this.#panes.draw()
  }

  #tab(name: TabName, title: string): HTMLButtonElement {
    const made = element(
      'button',
      { role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, type: 'button' },
      [title],
    )
    made.addEventListener('click', () => this.choose(name))
    made.addEventListener('keydown', ({ key }) => {
      if (key !== 'ArrowLeft' && key !== 'ArrowRight') return
      const other = name === 'actty' ? 'stately' : 'actty'
      this.choose(other)
      this.#buttons[other].focus()
    })
    return made
  }
}
