// A job's figures as they change, by server-sent events: one stream a page, closed with the job's end.
import { get, replace } from './swap.js';

const count = new Intl.NumberFormat('en-US');

let events;

/** Listens when the page shows a job that is running; again after each change of it. */
export function live() {
    listen();
    document.addEventListener('swapped', listen);
    addEventListener('pagehide', () => events?.close());
}

function listen() {
    const from = document.querySelector('[data-live-from]')?.dataset.liveFrom;
    if (!from || (events && events.readyState !== EventSource.CLOSED)) return;
    let last = performance.now();
    const stream = events = new EventSource(from);
    const hear = event => {
        const job = JSON.parse(event.data);
        show(job);
        if (job.status !== 'processing') {
            stream.close();
            end();
        } else if (performance.now() - last > 3000) {
            last = performance.now();
            document.dispatchEvent(new CustomEvent('job-moved'));
        }
    };
    stream.addEventListener('message', hear);
    stream.addEventListener('job', hear);
}

/** What a person is writing stays; all else shows how it ended. */
async function end() {
    replace(await get(location.href), document.querySelector('#text :focus') ? '#head' : '#head, #review');
    document.dispatchEvent(new CustomEvent('swapped', { detail: {} }));
}

function show(job) {
    const done = job.completed + job.held + job.failed + (job.canceled ?? 0);
    const texts = {
        done: count.format(done), total: count.format(job.total), completed: count.format(job.completed), held: count.format(job.held), failed: count.format(job.failed),
        rate: rate(job.rate), seconds_left: job.seconds_left == null ? '–' : span(job.seconds_left), cost: money(job.cost),
    };
    for (const [name, text] of Object.entries(texts)) {
        const here = document.querySelector(`[data-live="${name}"]`);
        if (here && here.textContent !== text) here.textContent = text;
    }
    const bar = document.querySelector('[data-live="bar"]');
    if (bar) [bar.max, bar.value] = [Math.max(1, job.total), done];
}

const rate = r => !r ? '–' : r < 1 ? `${+(r * 60).toFixed(1)} a minute` : r < 10 ? `${+r.toFixed(1)} a second` : `${count.format(Math.floor(r))} a second`;
const span = s => s < 90 ? `${Math.ceil(s)} s` : s < 5400 ? `${Math.round(s / 60)} min` : `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
const money = m => m === 0 ? '$0' : m < 0.01 ? `$${+m.toFixed(4)}` : `$${m.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
