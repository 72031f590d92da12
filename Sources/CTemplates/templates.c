// The built-in networks: a new one is a file in Sources/NetworkFormats/Templates and an entry here.
// Compiled from C, where a file of any size costs nothing; as a Swift literal each byte took 0.2 ms.

#include "CTemplates.h"

#pragma clang diagnostic ignored "-Wc23-extensions"  // #embed

#include <stddef.h>

static const struct TemplateFile files[] = {
    {"alexnet", "AlexNet without groups, 227x227x3: 62,378,344 parameters (Krizhevsky 2012)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/alexnet.yaml" suffix(, 0)
    }},
    {"alexnet_groups", "AlexNet in two groups, as in the paper and in Caffe: 60,965,224 parameters (Krizhevsky 2012)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/alexnet_groups.yaml" suffix(, 0)
    }},
    {"alexnet_torchvision", "AlexNet on one card, as torchvision builds it: 61,100,840 parameters (Krizhevsky 2014)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/alexnet_torchvision.yaml" suffix(, 0)
    }},
    {"lenet5", "LeNet-5 for digits, 32x32x1: 61,706 parameters (LeCun 1998)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/lenet5.yaml" suffix(, 0)
    }},
    {"vgg16", "VGG-16, 224x224x3: 138,357,544 parameters (Simonyan 2014)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/vgg16.yaml" suffix(, 0)
    }},
    {"vgg16_bn", "VGG-16 with batch normalization: 138,365,992 parameters", (const unsigned char[]){
#embed "../NetworkFormats/Templates/vgg16_bn.yaml" suffix(, 0)
    }},
    {"vgg19", "VGG-19, 224x224x3: 143,667,240 parameters (Simonyan 2014)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/vgg19.yaml" suffix(, 0)
    }},
    {"vgg19_bn", "VGG-19 with batch normalization: 143,678,248 parameters", (const unsigned char[]){
#embed "../NetworkFormats/Templates/vgg19_bn.yaml" suffix(, 0)
    }},
    {"resnet18", "ResNet-18, 3x224x224: 11,689,512 parameters (He 2015)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/resnet18.yaml" suffix(, 0)
    }},
    {"resnet50", "ResNet-50: 25,557,032 parameters (He 2015)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/resnet50.yaml" suffix(, 0)
    }},
    {"resnet101", "ResNet-101: 44,549,160 parameters (He 2015)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/resnet101.yaml" suffix(, 0)
    }},
    {"resnext50", "ResNeXt-50 32x4d: 25,028,904 parameters (Xie 2016)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/resnext50.yaml" suffix(, 0)
    }},
    {"densenet121", "DenseNet-121: 7,978,856 parameters (Huang 2016)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/densenet121.yaml" suffix(, 0)
    }},
    {"googlenet", "GoogLeNet without its heads for training: 6,624,904 parameters (Szegedy 2014)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/googlenet.yaml" suffix(, 0)
    }},
    {"inception_v3", "Inception v3 without its head for training, 3x299x299: 23,834,568 parameters (Szegedy 2015)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/inception_v3.yaml" suffix(, 0)
    }},
    {"mobilenet_v1", "MobileNet v1 as Keras builds it, 224x224x3: 4,231,976 parameters (Howard 2017)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/mobilenet_v1.yaml" suffix(, 0)
    }},
    {"mobilenet_v2", "MobileNet v2: 3,504,872 parameters (Sandler 2018)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/mobilenet_v2.yaml" suffix(, 0)
    }},
    {"mobilenet_v3_large", "MobileNet v3, large: 5,483,032 parameters (Howard 2019)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/mobilenet_v3_large.yaml" suffix(, 0)
    }},
    {"mobilenet_v3_small", "MobileNet v3, small: 2,542,856 parameters (Howard 2019)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/mobilenet_v3_small.yaml" suffix(, 0)
    }},
    {"shufflenet_v2", "ShuffleNet v2 1.0x: 2,278,604 parameters (Ma 2018)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/shufflenet_v2.yaml" suffix(, 0)
    }},
    {"squeezenet1_1", "SqueezeNet 1.1: 1,235,496 parameters (Iandola 2016)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/squeezenet1_1.yaml" suffix(, 0)
    }},
    {"efficientnet_b0", "EfficientNet-B0: 5,288,548 parameters (Tan 2019)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/efficientnet_b0.yaml" suffix(, 0)
    }},
    {"convnext_tiny", "ConvNeXt-T as Keras builds it, 224x224x3: 28,589,128 parameters (Liu 2022)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/convnext_tiny.yaml" suffix(, 0)
    }},
    {"unet", "U-Net, from 1x572x572 to 2x388x388: 31,030,658 parameters (Ronneberger 2015)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/unet.yaml" suffix(, 0)
    }},
    {"vit_b_16", "Vision transformer ViT-B/16: 86,567,656 parameters (Dosovitskiy 2020)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/vit_b_16.yaml" suffix(, 0)
    }},
    {"gpt2", "GPT-2 small, 1,024 words, its head tied to their table: 124,439,808 parameters (Radford 2019)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/gpt2.yaml" suffix(, 0)
    }},
    {"lstm_language_model", "Language model of two LSTM layers, 35 words: 19,780,400 parameters (Zaremba 2014)", (const unsigned char[]){
#embed "../NetworkFormats/Templates/lstm_language_model.yaml" suffix(, 0)
    }},
    {"mlp", "Two hidden layers on 28x28 images: 235,146 parameters", (const unsigned char[]){
#embed "../NetworkFormats/Templates/mlp.yaml" suffix(, 0)
    }},
};

const struct TemplateFile *template_file(long place) {
    const long count = sizeof files / sizeof *files;
    return place >= 0 && place < count ? &files[place] : NULL;
}
