// A job's figures as they change, by server-sent events: a stream for each of the first few jobs a page shows, closed with the job's end.
import { get, replace } from './swap.js';

/** A browser holds six connections to a server; some must stay free. */
const Most = 3;

const count = new Intl.NumberFormat('en-US');
const streams = new Map();

/** Listens when the page shows jobs that are running; again after each change of it. */
export function live() {
    listen();
    document.addEventListener('swapped', listen);
    addEventListener('pagehide', () => streams.forEach(stream => stream.close()));
}

function listen() {
    for (const part of document.querySelectorAll('[data-live-from]')) {
        const from = part.dataset.liveFrom;
        const open = [...streams.values()].filter(stream => stream.readyState !== EventSource.CLOSED).length;
        if (from && open < Most && (streams.get(from)?.readyState ?? EventSource.CLOSED) === EventSource.CLOSED) follow(from);
    }
}

function follow(from) {
    let last = performance.now();
    const stream = new EventSource(from);
    streams.set(from, stream);
    const hear = event => {
        const job = JSON.parse(event.data);
        const part = document.querySelector(`[data-live-from="${from}"]`);
        if (part) show(part, job);
        if (job.status !== 'processing') {
            stream.close();
            end([part?.dataset.liveEnd, '#works'].filter(Boolean).join(', '));
        } else if (performance.now() - last > 3000) {
            last = performance.now();
            document.dispatchEvent(new CustomEvent('job-moved'));
        }
    };
    stream.addEventListener('message', hear);
    stream.addEventListener('job', hear);
}

async function end(parts) {
    replace(await get(location.href), parts);
    document.dispatchEvent(new CustomEvent('swapped', { detail: {} }));
}

function show(part, job) {
    const done = job.completed + job.held + job.failed + (job.canceled ?? 0);
    const texts = {
        done: count.format(done), total: count.format(job.total), completed: count.format(job.completed), held: count.format(job.held), failed: count.format(job.failed),
        rate: rate(job.rate), seconds_left: job.seconds_left == null ? '–' : span(job.seconds_left), cost: money(job.cost), left: job.seconds_left == null ? '' : ` · ${span(job.seconds_left)} left`,
    };
    for (const [name, text] of Object.entries(texts)) {
        const here = part.querySelector(`[data-live="${name}"]`);
        if (here && here.textContent !== text) here.textContent = text;
    }
    const bar = part.querySelector('[data-live="bar"]');
    if (bar) [bar.max, bar.value] = [Math.max(1, job.total), done];
}

const rate = r => !r ? '–' : r < 1 ? `${+(r * 60).toFixed(1)} a minute` : r < 10 ? `${+r.toFixed(1)} a second` : `${count.format(Math.floor(r))} a second`;
const span = s => s < 90 ? `${Math.ceil(s)} s` : s < 5400 ? `${Math.round(s / 60)} min` : `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
const money = m => m === 0 ? '$0' : m < 0.01 ? `$${+m.toFixed(4)}` : `$${m.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
