// NetworkFormats
