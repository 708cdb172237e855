package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"tearsheet"
	"tearsheet/internal/jobs"
)

// How much goes into one transaction: what waits, but neither more pieces nor
// longer than this. A commit has to wait for the disk, so many share it.
const (
	batchPieces = 256
	batchTime   = 20 * time.Millisecond
)

// writer is the one goroutine that writes. It takes the pieces of all callers,
// runs each inside a savepoint of one transaction, so that one that fails
// leaves no trace and harms no other, and answers after the commit.
type writer struct {
	pool  *sql.DB
	queue *jobs.Queue[*sql.Tx]
	in    chan *piece
	quit  chan struct{}
	ended chan struct{}
	once  sync.Once

	stmts  map[string]*sql.Stmt // by their text; only the goroutine touches it
	wanted map[string]bool      // to be prepared when the connection is free
	forgot time.Time            // when old blocks were last dropped; only the goroutine touches it

	furniture map[tearsheet.SourceID]int // how much a source has, where it was counted; at least so much after a transaction that failed
}

// piece is what one caller wants written.
type piece struct {
	do     func(*tx) error
	answer chan error
	taken  atomic.Bool // set by the writer when it begins, or by a caller who gave up before
	err    error
	jobs   []tearsheet.Job
}

// tx is the part of the transaction that one piece sees.
type tx struct {
	ctx  context.Context
	tx   *sql.Tx
	w    *writer
	jobs []tearsheet.Job // added before the commit
}

func startWriter(pool *sql.DB, queue *jobs.Queue[*sql.Tx]) *writer {
	w := &writer{
		pool: pool, queue: queue, in: make(chan *piece, batchPieces), quit: make(chan struct{}), ended: make(chan struct{}),
		stmts: map[string]*sql.Stmt{}, wanted: map[string]bool{}, furniture: map[tearsheet.SourceID]int{},
	}
	go w.run()
	return w
}

// write runs do in the next transaction and returns when that is durable. If
// ctx ends before do has begun nothing is written; once it has begun the
// answer is waited for, since it is true either way only then.
func (db *DB) write(ctx context.Context, do func(*tx) error) error {
	if db.writer == nil {
		return errors.New("the store was opened to read only")
	}
	if db.writer == nil {
		return errToRead
	}
	p := &piece{do: do, answer: make(chan error, 1)}
	select {
	case db.writer.in <- p:
	case <-ctx.Done():
		return ctx.Err()
	case <-db.writer.quit:
		return errClosed
	}
	select {
	case err := <-p.answer:
		return err
	case <-ctx.Done():
		if p.taken.CompareAndSwap(false, true) {
			return ctx.Err()
		}
	case <-db.writer.ended:
		if p.taken.CompareAndSwap(false, true) {
			return errClosed
		}
	}
	return <-p.answer
}

func (w *writer) stop() {
	w.once.Do(func() { close(w.quit) })
	<-w.ended
}

func (w *writer) run() {
	defer close(w.ended)
	for {
		select {
		case p := <-w.in:
			w.batch(p)
		case <-w.quit:
			w.drain()
			return
		}
	}
}

// drain writes what waits when the store closes.
func (w *writer) drain() {
	for {
		select {
		case p := <-w.in:
			w.batch(p)
		default:
			return
		}
	}
}

// batch writes first and what waits behind it in one transaction.
func (w *writer) batch(first *piece) {
	ctx := context.Background() // a caller who leaves does not end it for the others
	began, err := w.pool.BeginTx(ctx, nil)
	if err != nil {
		if first.taken.CompareAndSwap(false, true) {
			first.answer <- explain(err)
		}
		return
	}
	done, err := w.pieces(ctx, began, first)
	if err == nil {
		err = w.commit(ctx, began, done)
	}
	if err != nil {
		_ = began.Rollback() // the error that led here says more
	}
	for _, p := range done {
		p.answer <- explain(errors.Join(p.err, err))
	}
	w.warm(ctx)
}

// pieces runs first and what else comes in time. Its error ends the whole
// transaction: the disk is full or broken.
func (w *writer) pieces(ctx context.Context, began *sql.Tx, first *piece) (done []*piece, err error) {
	end := time.Now().Add(batchTime)
	for p := first; p != nil; p = w.next(len(done), end) {
		if !p.taken.CompareAndSwap(false, true) {
			continue
		}
		done = append(done, p)
		if err := w.one(&tx{ctx: ctx, tx: began, w: w}, p); err != nil {
			return done, err
		}
	}
	return done, nil
}

func (w *writer) next(have int, end time.Time) *piece {
	if have >= batchPieces || time.Now().After(end) {
		return nil
	}
	select {
	case p := <-w.in:
		return p
	default:
		return nil
	}
}

// one runs a piece inside a savepoint; its error is that of the transaction.
func (w *writer) one(t *tx, p *piece) error {
	if _, err := t.exec("SAVEPOINT piece"); err != nil {
		return err
	}
	if err := p.do(t); err != nil {
		if fatal(err) {
			return err
		}
		p.err = err
		if _, err := t.exec("ROLLBACK TO piece"); err != nil {
			return err
		}
	} else {
		p.jobs = t.jobs
	}
	_, err := t.exec("RELEASE piece")
	return err
}

// commit adds the jobs of all pieces at once, which River does cheaper than
// one by one, and makes everything durable.
func (w *writer) commit(ctx context.Context, began *sql.Tx, done []*piece) error {
	var next []tearsheet.Job
	for _, p := range done {
		next = append(next, p.jobs...)
	}
	if err := w.queue.AddTx(ctx, began, next...); err != nil {
		return err
	}
	if err := began.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// warm prepares the statements that ran unprepared: within a transaction there
// is no second connection to do it on.
func (w *writer) warm(ctx context.Context) {
	for text := range w.wanted {
		if stmt, err := w.pool.PrepareContext(ctx, text); err == nil {
			w.stmts[text] = stmt
		}
	}
	clear(w.wanted)
}

func (t *tx) exec(text string, args ...any) (sql.Result, error) {
	if stmt := t.w.stmts[text]; stmt != nil {
		return t.tx.StmtContext(t.ctx, stmt).ExecContext(t.ctx, args...)
	}
	t.w.wanted[text] = true
	return t.tx.ExecContext(t.ctx, text, args...)
}

func (t *tx) row(text string, args ...any) *sql.Row {
	if stmt := t.w.stmts[text]; stmt != nil {
		return t.tx.StmtContext(t.ctx, stmt).QueryRowContext(t.ctx, args...)
	}
	t.w.wanted[text] = true
	return t.tx.QueryRowContext(t.ctx, text, args...)
}

// added runs an insert and gives the id of the row. RETURNING would do it too,
// but makes SQLite read every table that refers to this one.
func (t *tx) added(text string, args ...any) (int64, error) {
	done, err := t.exec(text, args...)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}
