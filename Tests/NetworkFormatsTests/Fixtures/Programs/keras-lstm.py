import math

import keras
from keras import layers, ops


def tagger():
    """Tagger: (40,) -> (12,), 555,020 parameters."""
    inputs = keras.Input((40,), dtype="int32", name="words")
    x = layers.Embedding(5000, 64, name="vectors")(inputs)
    x = layers.Bidirectional(layers.LSTM(128, return_sequences=True), name="forward_")(
        x
    )
    x = layers.LSTM(32, name="state")(x)
    x = layers.Dropout(0.3, name="drop")(x)
    x = layers.Dense(12, name="tags")(x)
    x = layers.Softmax(name="probabilities")(x)
    return keras.Model(inputs, x, name="tagger")


if __name__ == "__main__":
    model = tagger()
    y = model(ops.zeros((1, 40), dtype="int32"))
    print(tuple(y.shape))
    count = sum(math.prod(w.shape) for w in model.trainable_weights)
    print(f"{count:,} parameters")
