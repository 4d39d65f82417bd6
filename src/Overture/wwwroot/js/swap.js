// A form with data-swap="#part, #other" is sent in the background; those parts of the page are then taken from the answer.
import { put, written } from './keep.js';

const headers = { Accept: 'text/html' };

export async function send(form, submitter) {
    const said = form.querySelector('[role="status"]') ?? status(form);
    form.setAttribute('aria-busy', 'true');
    if (said.dataset.quiet === undefined) said.textContent = 'Working …';
    try {
        const answer = await fetch(form.getAttribute('action') || location.href, { method: 'POST', body: new FormData(form, submitter), headers });
        replace(await page(answer), form.dataset.swap, form);
        document.dispatchEvent(new CustomEvent('swapped', { detail: { form, submitter } }));
    } catch {
        said.textContent = 'The server did not do it. Load the page again and try once more.';
    } finally {
        form.removeAttribute('aria-busy');
    }
}

/** Where a form without a place for it says what went wrong. */
function status(form) {
    const said = document.createElement('span');
    said.setAttribute('role', 'status');
    said.className = 'small';
    said.dataset.quiet = '';
    form.append(said);
    return said;
}

/** The page at an address, parsed. */
export async function get(url) {
    return page(await fetch(url, { headers }));
}

/** What a person is writing stays; all else is as the server has it now. @param sent the form that was answered, if one was */
export function replace(from, selectors, sent) {
    for (const selector of selectors.split(',').map(text => text.trim()).filter(Boolean)) {
        const [there, here] = [from.querySelector(selector), document.querySelector(selector)];
        if (there && here) put(there, here, written(here, there, sent));
    }
    begin();
}

export function swaps() {
    document.addEventListener('submit', event => {
        if (event.target.dataset.swap) {
            event.preventDefault();
            send(event.target, event.submitter);
        }
    });
    begin();
}

/** Forms that need no one to press their button. */
function begin() {
    for (const form of document.querySelectorAll('form[data-auto]')) {
        delete form.dataset.auto;
        send(form);
    }
}

async function page(answer) {
    if (!answer.ok) throw new Error(answer.statusText);
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
}
