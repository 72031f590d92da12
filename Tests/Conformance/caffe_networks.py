"""Well-known networks for Caffe, each with the number of parameters that was published, if one was."""

from caffe_net import Net


def alexnet(old, caffenet):
    """Krizhevsky's two groups; CaffeNet pools before it normalizes."""
    net = Net("CaffeNet" if caffenet else "AlexNet", [10, 3, 227, 227], old=old)
    blob = "data"
    for index, (filters, kernel, stride, pad, group) in enumerate(
        [(96, 11, 4, 0, 1), (256, 5, 1, 2, 2), (384, 3, 1, 1, 1), (384, 3, 1, 1, 2), (256, 3, 1, 1, 2)], 1):  # fmt: skip
        blob = net.relu(net.conv(f"conv{index}", blob, filters, kernel, stride, pad, group))
        if index in (1, 2):
            steps = [lambda b: net.lrn(f"norm{index}", b), lambda b: net.pool(f"pool{index}", b, 3, 2)]
            for step in reversed(steps) if caffenet else steps:
                blob = step(blob)
    blob = net.pool("pool5", blob, 3, 2)
    for name in ("fc6", "fc7"):
        blob = net.dropout(net.relu(net.dense(name, blob, 4096)))
    net.softmax(net.dense("fc8", blob, 1000))
    return net, 60_965_224


def vgg16():
    net = Net("VGG_ILSVRC_16_layers", [10, 3, 224, 224], old=True)
    blob = "data"
    for block, (filters, count) in enumerate([(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)], 1):
        for index in range(1, count + 1):
            blob = net.relu(net.conv(f"conv{block}_{index}", blob, filters, 3, pad=1))
        blob = net.pool(f"pool{block}", blob, 2, 2)
    for name in ("fc6", "fc7"):
        blob = net.dropout(net.relu(net.dense(name, blob, 4096)))
    net.softmax(net.dense("fc8", blob, 1000))
    return net, 138_357_544


def googlenet():
    net = Net("GoogleNet", [10, 3, 224, 224])

    def conv(name, blob, *rest, **named):
        return net.relu(net.conv(name, blob, *rest, **named), name.replace("/", "/relu_"))

    blob = conv("conv1/7x7_s2", "data", 64, 7, stride=2, pad=3)
    blob = net.lrn("pool1/norm1", net.pool("pool1/3x3_s2", blob, 3, 2))
    blob = conv("conv2/3x3", conv("conv2/3x3_reduce", blob, 64, 1), 192, 3, pad=1)
    blob = net.pool("pool2/3x3_s2", net.lrn("conv2/norm2", blob), 3, 2)
    sizes = {
        "3a": (64, 96, 128, 16, 32, 32), "3b": (128, 128, 192, 32, 96, 64), "4a": (192, 96, 208, 16, 48, 64),
        "4b": (160, 112, 224, 24, 64, 64), "4c": (128, 128, 256, 24, 64, 64), "4d": (112, 144, 288, 32, 64, 64),
        "4e": (256, 160, 320, 32, 128, 128), "5a": (256, 160, 320, 32, 128, 128), "5b": (384, 192, 384, 48, 128, 128),
    }  # fmt: skip
    for key, (one, reduce3, three, reduce5, five, proj) in sizes.items():
        name = f"inception_{key}"
        blob = net.concat(f"{name}/output", [
            conv(f"{name}/1x1", blob, one, 1),
            conv(f"{name}/3x3", conv(f"{name}/3x3_reduce", blob, reduce3, 1), three, 3, pad=1),
            conv(f"{name}/5x5", conv(f"{name}/5x5_reduce", blob, reduce5, 1), five, 5, pad=2),
            conv(f"{name}/pool_proj", net.pool(f"{name}/pool", blob, 3, 1, 1), proj, 1),
        ])  # fmt: skip
        if key in ("3b", "4e"):
            blob = net.pool(f"pool{int(key[0])}/3x3_s2", blob, 3, 2)
    blob = net.dropout(net.pool("pool5/7x7_s1", blob, 7, 1, method="AVE"))
    net.softmax(net.dense("loss3/classifier", blob, 1000))
    return net, 6_998_552


def resnet50():
    net = Net("ResNet-50", [1, 3, 224, 224], declared=True)

    def branch(name, blob, filters, kernel, stride=1, pad=0):
        return net.norm(net.conv(name, blob, filters, kernel, stride, pad, bias=False))

    blob = net.relu(net.norm(net.conv("conv1", "data", 64, 7, 2, 3)))
    blob = net.pool("pool1", blob, 3, 2)
    for stage, (filters, count) in enumerate([(64, 3), (128, 4), (256, 6), (512, 3)], 2):
        for index in range(count):
            name, stride = f"res{stage}{chr(97 + index)}", 2 if stage > 2 and index == 0 else 1
            short = branch(f"{name}_branch1", blob, 4 * filters, 1, stride) if index == 0 else blob
            inner = net.relu(branch(f"{name}_branch2a", blob, filters, 1, stride))
            inner = net.relu(branch(f"{name}_branch2b", inner, filters, 3, 1, 1))
            inner = branch(f"{name}_branch2c", inner, 4 * filters, 1)
            blob = net.relu(net.add(name, [short, inner]))
    net.softmax(net.dense("fc1000", net.pool("pool5", blob, 7, 1, method="AVE"), 1000))
    return net, 25_557_096


def squeezenet(version):
    net = Net(f"SqueezeNet_v{version}", [1, 3, 227, 227])

    def fire(name, blob, squeeze, expand):
        small = net.relu(net.conv(f"{name}/squeeze1x1", blob, squeeze, 1))
        return net.concat(f"{name}/concat", [
            net.relu(net.conv(f"{name}/expand1x1", small, expand, 1)),
            net.relu(net.conv(f"{name}/expand3x3", small, expand, 3, pad=1))])  # fmt: skip

    first, pools = ((96, 7), (4, 8)) if version == "1.0" else ((64, 3), (3, 5))
    blob = net.pool("pool1", net.relu(net.conv("conv1", "data", *first, stride=2)), 3, 2)
    for index, squeeze in enumerate([16, 16, 32, 32, 48, 48, 64, 64], 2):
        blob = fire(f"fire{index}", blob, squeeze, 4 * squeeze)
        if index in pools:
            blob = net.pool(f"pool{index}", blob, 3, 2)
    blob = net.relu(net.conv("conv10", net.dropout(blob), 1000, 1))
    net.softmax(net.pool("pool10", blob, method="AVE"))
    return net, 1_248_424 if version == "1.0" else 1_235_496


def mobilenet():
    net = Net("MOBILENET", [1, 3, 224, 224], declared=True)
    blob = net.relu(net.norm(net.conv("conv1", "data", 32, 3, 2, 1, bias=False)))
    channels = 32
    plan = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5 + [(1024, 2), (1024, 1)]
    for index, (filters, stride) in enumerate(plan):
        name = f"conv{index + 2}"
        blob = net.relu(net.norm(net.conv(f"{name}/dw", blob, channels, 3, stride, 1, channels, False)))
        blob = net.relu(net.norm(net.conv(f"{name}/sep", blob, filters, 1, bias=False)))
        channels = filters
    net.softmax(net.conv("fc7", net.pool("pool6", blob, method="AVE"), 1000, 1))
    return net, 4_231_976


def fcn8s():
    """A fully convolutional VGG-16 with transposed convolutions, cut to size; 21 classes of PASCAL VOC."""
    net = Net("FCN8s", [1, 3, 375, 500])
    blob, pools = "data", {}
    for block, (filters, count) in enumerate([(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)], 1):
        for index in range(1, count + 1):
            pad = 100 if (block, index) == (1, 1) else 1
            blob = net.relu(net.conv(f"conv{block}_{index}", blob, filters, 3, pad=pad))
        blob = pools[block] = net.pool(f"pool{block}", blob, 2, 2)
    blob = net.dropout(net.relu(net.conv("fc6", blob, 4096, 7)))
    blob = net.dropout(net.relu(net.conv("fc7", blob, 4096, 1)))
    blob = net.deconv("upscore2", net.conv("score_fr", blob, 21, 1), 21, 4, 2)
    skip = net.crop("score_pool4c", net.conv("score_pool4", pools[4], 21, 1), blob, 5)
    blob = net.deconv("upscore_pool4", net.add("fuse_pool4", [blob, skip], "eltwise_param { operation: SUM }"), 21, 4, 2)
    skip = net.crop("score_pool3c", net.conv("score_pool3", pools[3], 21, 1), blob, 9)
    blob = net.deconv("upscore8", net.add("fuse_pool3", [blob, skip]), 21, 16, 8)
    net.crop("score", blob, "data", 31)
    return net, None


def ssd300():
    """VGG-16 with dilated fc6 and extra maps; boxes for 21 classes on six of them."""
    net = Net("VGG_VOC0712_SSD_300x300", [1, 3, 300, 300])
    blob, maps = "data", []
    for block, (filters, count) in enumerate([(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)], 1):
        for index in range(1, count + 1):
            blob = net.relu(net.conv(f"conv{block}_{index}", blob, filters, 3, pad=1))
        if block == 4:
            maps.append((blob, 4, 30, 60, [2]))
        blob = net.pool(f"pool{block}", blob, 2, 2) if block < 5 else net.pool("pool5", blob, 3, 1, 1)
    blob = net.relu(net.conv("fc6", blob, 1024, 3, pad=6, dilation=6))
    blob = net.relu(net.conv("fc7", blob, 1024, 1))
    maps.append((blob, 6, 60, 111, [2, 3]))
    for index, (small, large, stride, pad, ratios) in enumerate(
        [(256, 512, 2, 1, [2, 3]), (128, 256, 2, 1, [2, 3]), (128, 256, 1, 0, [2]), (128, 256, 1, 0, [2])], 6):  # fmt: skip
        blob = net.relu(net.conv(f"conv{index}_1", blob, small, 1))
        blob = net.relu(net.conv(f"conv{index}_2", blob, large, 3, stride, pad))
        maps.append((blob, 2 * len(ratios) + 2, 50 * index, 50 * index + 50, ratios))
    first = maps[0][0]
    maps[0] = (net.layer("Normalize", f"{first}_norm", first, "norm_param { across_spatial: false channel_shared: false }",
                         parameters=net.blobs[first][1]), *maps[0][1:])  # fmt: skip
    parts = {"loc": [], "conf": [], "priorbox": []}
    for blob, boxes, least, most, ratios in maps:
        for key, size in (("loc", 4), ("conf", 21)):
            name = f"{blob}_mbox_{key}"
            net.conv(name, blob, boxes * size, 3, pad=1)
            batch, channels, height, width = net.blobs[name]
            net.layer("Permute", f"{name}_perm", name, "permute_param { order: 0 order: 2 order: 3 order: 1 }",
                      shape=[batch, height, width, channels])  # fmt: skip
            parts[key].append(net.layer("Flatten", f"{name}_flat", f"{name}_perm", "flatten_param { axis: 1 }",
                                        shape=[batch, height * width * channels]))  # fmt: skip
        text = f"min_size: {least} max_size: {most} flip: true clip: false "
        text += " ".join(f"aspect_ratio: {ratio}" for ratio in ratios)
        parts["priorbox"].append(net.layer(
            "PriorBox", f"{blob}_mbox_priorbox", [blob, "data"], f"prior_box_param {{ {text} }}",
            shape=[1, 2, 4 * height * width * (2 * len(ratios) + 2)]))  # fmt: skip
    for key, blobs in parts.items():
        axis = 2 if key == "priorbox" else 1
        shape = list(net.blobs[blobs[0]])
        shape[axis] = sum(net.blobs[blob][axis] for blob in blobs)
        net.layer("Concat", f"mbox_{key}", blobs, f"concat_param {{ axis: {axis} }}", shape=shape)
    count = net.blobs["mbox_conf"][1] // 21
    net.layer("Reshape", "mbox_conf_reshape", "mbox_conf", "reshape_param { shape { dim: 0 dim: -1 dim: 21 } }",
              shape=[1, count, 21])  # fmt: skip
    net.layer("Softmax", "mbox_conf_softmax", "mbox_conf_reshape", "softmax_param { axis: 2 }")
    net.layer("Flatten", "mbox_conf_flatten", "mbox_conf_softmax", "flatten_param { axis: 1 }", shape=[1, count * 21])
    return net, None


def nin():
    net = Net("nin_imagenet", [10, 3, 224, 224])
    blob = "data"
    plan = [(96, 96, 11, 4, 0), (256, 256, 5, 1, 2), (384, 384, 3, 1, 1), (1024, 1000, 3, 1, 1)]
    for index, (filters, last, kernel, stride, pad) in enumerate(plan, 1):
        blob = net.relu(net.conv(f"conv{index}", blob, filters, kernel, stride, pad))
        for place, count in ((2 * index - 1, filters), (2 * index, last)):
            blob = net.relu(net.conv(f"cccp{place}", blob, count, 1))
        blob = net.pool(f"pool{index}", blob, 3, 2) if index < 4 else blob
    net.softmax(net.pool("pool4", net.dropout(blob), 6, 1, method="AVE"))
    return net, 7_595_176


def densenet121():
    net = Net("DENSENET_121", [1, 3, 224, 224], declared=True)

    def normalized(blob, name):
        """Batch normalization beside its input, which others read too."""
        channels = net.blobs[blob][1]
        top = net.layer("BatchNorm", f"{name}/bn", blob, "batch_norm_param { eps: 1e-5 }")
        net.layer("Scale", f"{name}/scale", top, "scale_param { bias_term: true }", top=top, parameters=2 * channels)
        return net.relu(top)

    blob = net.pool("pool1", normalized(net.conv("conv1", "data", 64, 7, 2, 3, bias=False), "conv1"), 3, 2, 1)
    for stage, count in enumerate([6, 12, 24, 16], 2):
        for index in range(1, count + 1):
            name = f"conv{stage}_{index}"
            inner = net.conv(f"{name}/x1", normalized(blob, f"{name}/x1"), 128, 1, bias=False)
            inner = net.conv(f"{name}/x2", normalized(inner, f"{name}/x2"), 32, 3, 1, 1, bias=False)
            blob = net.concat(f"concat_{stage}_{index}", [blob, inner])
        blob = normalized(blob, f"conv{stage}_blk")
        if stage < 5:
            blob = net.conv(f"conv{stage}_blk", blob, net.blobs[blob][1] // 2, 1, bias=False)
            blob = net.pool(f"pool{stage}", blob, 2, 2, method="AVE")
    net.conv("fc6", net.pool("pool5", blob, method="AVE"), 1000, 1)
    return net, 7_978_856


def segnet():
    """An encoder, and a decoder that puts each maximum back to where it was; pools give a mask as a second top."""
    net = Net("segnet", [1, 3, 360, 480], declared=True)

    def conv(name, blob, filters):
        blob = net.conv(name, blob, filters, 3, 1, 1)
        net.layer("BN", f"{name}_bn", blob, "bn_param { bn_mode: INFERENCE }", top=blob, parameters=2 * filters)
        return net.relu(blob)

    blob, sizes = "data", {}
    for stage, (filters, count) in enumerate([(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)], 1):
        for index in range(1, count + 1):
            blob = conv(f"conv{stage}_{index}", blob, filters)
        sizes[stage] = net.blobs[blob][2:]
        blob = net.pool(f"pool{stage}", blob, 2, 2)
        net.text.insert(-2, f'  top: "{blob}_mask"')
        net.blobs[f"{blob}_mask"] = net.blobs[blob]
    for stage, plan in zip((5, 4, 3, 2, 1), ([512] * 3, [512, 512, 256], [256, 256, 128], [128, 64], [64])):
        height, width = sizes[stage]
        blob = net.layer("Upsample", f"upsample{stage}", [blob, f"pool{stage}_mask"],
                         f"upsample_param {{ scale: 2 upsample_h: {height} upsample_w: {width} }}",
                         shape=[*net.blobs[blob][:2], height, width])  # fmt: skip
        for index, filters in enumerate(plan):
            blob = conv(f"conv{stage}_{len(plan) - index}_D", blob, filters)
    net.conv("score", blob, 11, 3, 1, 1)
    return net, None


def openpose():
    """Two branches in six stages, for the body's 18 points."""
    net = Net("openpose", [1, 3, 368, 368], declared=True)
    blob = "data"
    for block, (filters, count) in enumerate([(64, 2), (128, 2), (256, 4), (512, 2)], 1):
        for index in range(1, count + 1):
            blob = net.relu(net.conv(f"conv{block}_{index}", blob, filters, 3, 1, 1))
        blob = net.pool(f"pool{block}_stage1", blob, 2, 2) if block < 4 else blob
    blob = net.relu(net.conv("conv4_3_CPM", blob, 256, 3, 1, 1))
    features = blob = net.relu(net.conv("conv4_4_CPM", blob, 128, 3, 1, 1))
    for stage in range(1, 7):
        outputs = []
        for branch, count in (("L1", 38), ("L2", 19)):
            inner, plan = blob, [(128, 3)] * 3 + [(512, 1)] if stage == 1 else [(128, 7)] * 5 + [(128, 1)]
            for index, (filters, kernel) in enumerate(plan, 1):
                name = f"Mconv{index}_stage{stage}_{branch}"
                inner = net.relu(net.conv(name, inner, filters, kernel, 1, kernel // 2))
            outputs.append(net.conv(f"Mconv{len(plan) + 1}_stage{stage}_{branch}", inner, count, 1))
        blob = net.concat(f"concat_stage{stage + 1}", [*outputs, features] if stage < 6 else outputs[::-1])
    return net, 52_311_446


def onet():
    net = Net("ONet", [1, 3, 48, 48], declared=True)

    def slopes(blob):
        return net.layer("PReLU", f"prelu_{blob}", blob, top=blob, parameters=net.blobs[blob][1])

    blob = "data"
    for index, (filters, kernel, pool) in enumerate([(32, 3, 3), (64, 3, 3), (64, 3, 2), (128, 2, 0)], 1):
        blob = slopes(net.conv(f"conv{index}", blob, filters, kernel))
        blob = net.pool(f"pool{index}", blob, pool, 2) if pool else blob
    blob = slopes(net.dense("conv5", blob, 256))
    for place, units in enumerate((2, 4, 10), 1):
        net.dense(f"conv6-{place}", blob, units)
    return net, 389_040


NETWORKS = {
    "alexnet": lambda: alexnet(old=False, caffenet=False), "caffenet": lambda: alexnet(old=True, caffenet=True),
    "vgg16": vgg16, "googlenet": googlenet, "resnet50": resnet50, "squeezenet1_0": lambda: squeezenet("1.0"),
    "squeezenet1_1": lambda: squeezenet("1.1"), "mobilenet": mobilenet, "fcn8s": fcn8s, "ssd300": ssd300,
    "nin": nin, "densenet121": densenet121, "segnet": segnet, "openpose": openpose, "onet": onet,
}  # fmt: skip
