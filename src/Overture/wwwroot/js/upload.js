// The drop zone: drag, paste or choose a file; it goes up at once and shows how far it is.

import { ask, inParts } from './parts.js';

/** A file up to this many bytes goes up in one piece. */
const OnePiece = 256 * 1024;

export function upload(form) {
    if (!form) return;
    const input = form.querySelector('input[type="file"]');
    const take = files => {
        if (files.length === 0) return;
        const data = new DataTransfer();
        data.items.add(files[0]);
        input.files = data.files;
        send(form, files[0]);
    };
    for (const name of ['dragenter', 'dragover']) form.addEventListener(name, event => { event.preventDefault(); form.classList.add('over'); });
    for (const name of ['dragleave', 'drop']) form.addEventListener(name, () => form.classList.remove('over'));
    form.addEventListener('drop', event => { event.preventDefault(); take(event.dataTransfer.files); });
    document.addEventListener('paste', event => {
        if (event.target.closest('input, textarea')) return;
        const text = event.clipboardData.getData('text');
        take(event.clipboardData.files.length > 0 || !text ? event.clipboardData.files : [new File([text], 'pasted.csv', { type: 'text/csv' })]);
    });
    input.addEventListener('change', () => take(input.files));
    form.addEventListener('submit', event => { event.preventDefault(); take(input.files); });
}

async function send(form, file) {
    const [sending, problem] = [form.querySelector('.sending'), form.querySelector('#upload-problem')];
    const [bar, said] = [sending.querySelector('progress'), sending.querySelector('[role="status"]')];
    problem.replaceChildren();
    sending.hidden = false;
    if (file.size > Number(form.dataset.limit)) {
        said.textContent = `${file.name} has ${Math.ceil(file.size / 1048576)} MB; the limit is ${Math.floor(form.dataset.limit / 1048576)} MB. Split it, or raise MAX_FILE_SIZE.`;
        return;
    }
    const show = (text, sent) => {
        said.textContent = text;
        bar.value = 100 * sent / Math.max(1, file.size);
    };
    show(`Uploading ${file.name} …`, 0);
    try {
        const data = new FormData(form);
        if (file.size > OnePiece) {
            data.set('upload', await inParts(file, data.get('__RequestVerificationToken'), show));
            data.delete('file');
            show(`Reading ${file.name} …`, file.size);
        }
        const request = await ask('POST', form.getAttribute('action') || location.href, { Accept: 'text/html' }, data, event => {
            if (file.size <= OnePiece) show(event.loaded < event.total ? `Uploading ${file.name} …` : `Reading ${file.name} …`, file.size * event.loaded / event.total);
        });
        arrived(request, form, sending, said);
    } catch (broken) {
        said.textContent = broken.words ?? 'The connection broke. Choose the file again to go on.';
    }
}

/** The answer is the next page, or this one with what is wrong. */
function arrived(request, form, sending, said) {
    const next = new URL(request.responseURL);
    if (request.status < 400 && next.pathname !== location.pathname) {
        location.assign(next);
        return;
    }
    const found = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('#upload-problem');
    if (found?.children.length) {
        sending.hidden = true;
        form.querySelector('#upload-problem').replaceWith(document.adoptNode(found));
    } else {
        said.textContent = `The server could not take the file (${request.status}). Try again.`;
    }
}
