// A large file goes up in parts. When the connection breaks it goes on by itself from what the server holds; chosen again after a reload, too.

const Patience = 10;
const SliceSize = 1024 * 1024;

/** @returns the id of the whole upload. */
export async function inParts(file, token, show) {
    const name = `upload ${file.name} ${file.size} ${file.lastModified}`;
    let upload = await find(localStorage.getItem(name)) ?? await begin(file, token);
    localStorage.setItem(name, upload.id);
    for (let breaks = 0; upload.offset < upload.bytes;) {
        try {
            upload = await next(upload, file, token, show);
            breaks = 0;
        } catch (broken) {
            if ((broken.words && !broken.later) || ++breaks > Patience) throw broken;
            show(`The connection broke at ${percent(upload)}. It goes on by itself …`, upload.offset);
            await pause(Math.min(30, 2 ** (breaks - 1)));
            upload = await find(upload.id).catch(() => upload) ?? await begin(file, token);
        }
    }
    localStorage.removeItem(name);
    return upload.id;
}

/** One request. Fails when the connection breaks. */
export function ask(method, url, headers, body, progress) {
    return new Promise((done, fail) => {
        const request = new XMLHttpRequest();
        if (progress) request.upload.addEventListener('progress', progress);
        request.addEventListener('load', () => done(request));
        for (const end of ['error', 'abort', 'timeout']) request.addEventListener(end, () => fail(new Error(end)));
        request.open(method, url);
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.send(body);
    });
}

async function find(id) {
    return id ? read(await ask('GET', `/api/v1/uploads/${id}`, {})) : null;
}

async function begin(file, token) {
    return read(await ask('POST', '/api/v1/uploads', { 'Content-Type': 'application/json', 'X-CSRF-Token': token }, JSON.stringify({ file_name: file.name, bytes: file.size })));
}

async function next(upload, file, token, show) {
    const from = upload.offset;
    const headers = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': from, 'X-CSRF-Token': token };
    const sent = event => show(`Uploading ${file.name} …`, from + event.loaded);
    return read(await ask('PATCH', `/api/v1/uploads/${upload.id}`, headers, file.slice(from, from + SliceSize), sent)) ?? upload;
}

/** The upload as the server tells it; null: it knows of none. What it refuses it refuses in words; what it fails at may succeed later. */
function read(request) {
    if (request.status < 300) return JSON.parse(request.responseText);
    if (request.status === 404) return null;
    const broken = new Error(String(request.status));
    if (request.status < 500) broken.words = JSON.parse(request.responseText).detail ?? 'The server could not take the file.';
    broken.later = [409, 429].includes(request.status);
    throw broken;
}

/** Waits some seconds, or until the browser is connected again. */
function pause(seconds) {
    return new Promise(done => {
        const end = () => {
            clearTimeout(timer);
            removeEventListener('online', end);
            done();
        };
        const timer = setTimeout(end, 1000 * seconds);
        addEventListener('online', end);
    });
}

const percent = upload => `${Math.floor(100 * upload.offset / upload.bytes)} %`;
