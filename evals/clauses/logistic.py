"""Logistic rows over sparse features, for the fits of `clauses`."""
import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize


def matrix(rows, vocabulary):
    """Rows of features as a sparse table; a long row counts no more than a short one."""
    indices, pointers, values = [], [0], []
    for row in rows:
        own = [vocabulary[f] for f in row if f in vocabulary]
        indices += own
        values += [1 / np.sqrt(max(1, len(row)))] * len(own)
        pointers.append(len(indices))
    return sparse.csr_matrix((values, indices, pointers), shape=(len(rows), len(vocabulary)))


def fit(table, truth, weight, strength, rounds=80):
    """The weights of one logistic row, the constant last; `strength` holds them small."""
    width = table.shape[1]

    def loss(point):
        z = table @ point[:width] + point[-1]
        errors = weight * (1 / (1 + np.exp(-np.clip(z, -60, 60))) - truth)
        value = (np.logaddexp(0, -z * (2 * truth - 1)) * weight).sum() + strength / 2 * (point[:width] ** 2).sum()
        return value, np.concatenate([table.T @ errors + strength * point[:width], [errors.sum()]])

    return minimize(loss, np.zeros(width + 1), jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
