import type { EventNames, ViewerMessage, ViewerRequest } from '../messages.ts'
import { button, element } from './dom.ts'
import { Panes } from './panes.ts'
import { StatelyTab } from './stately-tab.ts'

/*
 * The page. Our own viewer is on it, and the Stately inspector only if it was asked for. Both read the same messages, from a
 * socket at the page's own address.
 */

/** "Going away", RFC 6455 section 7.4.1: the app has ended, and nothing more will come. */
const ENDED = 1001

/** Milliseconds before the page tries to connect again. */
const RETRY = 1_000

/** What the server tells the page: `stately` is the address of the Stately inspector, `offers` whether it may be asked for. */
const { eventNames, stately: statelyAddress, offers, control } = document.body.dataset
let socket: WebSocket | undefined
const ask = (request: ViewerRequest) => socket?.send(JSON.stringify(request))
const panes = new Panes(JSON.parse(eventNames!) as EventNames, control === undefined ? undefined : ask)
const stately = statelyAddress === undefined ? undefined : new StatelyTab(statelyAddress, panes)
const status = element('span', { class: 'connection', role: 'status' }, ['connecting'])

document.body.append(
  element('header', { class: 'bar' }, [
    element('h1', {}, ['inspector']),
    stately?.tabs,
    offers !== undefined && askButton(offers),
    panes.banner,
    status,
  ]),
  panes.root,
  ...(stately === undefined ? [] : [stately.panel]),
)
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
  if (event.key === 'Escape' && isTyping) panes.focusActors()
  else if (event.key === 'Escape') panes.escape()
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === '/') panes.focusFilter()
  else if (event.key === 'p') panes.togglePause()
  else if (event.key === 's') panes.toggleScreen()
  else if (event.key === '1') stately?.choose('actty')
  else if (event.key === '2') stately?.choose('stately')
  else return
  event.preventDefault()
})
connect()
panes.draw()

/** Loads the page again, as one that may show the Stately inspector: until then its policy forbids that. */
function askButton(address: string): HTMLElement {
  const { host } = new URL(address)
  const hint = `Loads ${address} into this page, and sends it everything that the app does`
  return button(`Show it to ${host} too`, hint, () => location.assign('?stately#stately'))
}

function connect(): void {
  socket = new WebSocket(location.href.replace(/^http/, 'ws').replace(/[?#].*$/, ''))
  socket.addEventListener('open', () => {
    panes.restart()
    ask({ type: '@actty.screens' })
    stately?.restart()
    tell('live', 'live')
  })
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const message = JSON.parse(data) as ViewerMessage
    if (message.type !== '@actty.screen') stately?.apply(message)
    panes.apply(message, data.length)
  })
  socket.addEventListener('close', ({ code }) => {
    if (code === ENDED) tell('ended', 'the app has ended')
    else {
      tell('lost', 'not connected')
      setTimeout(connect, RETRY)
    }
  })
}

function tell(state: string, text: string): void {
  status.className = `connection ${state}`
  status.textContent = text
}
