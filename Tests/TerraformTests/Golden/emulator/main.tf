# Written by asml from assemblylift.toml. Changes made here are lost.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }

  backend "s3" {
    bucket                      = "state"
    key                         = "k"
    region                      = "eu-central-1"
    encrypt                     = true
    use_lockfile                = true
    access_key                  = "test"
    secret_key                  = "test"
    skip_credentials_validation = true
    skip_metadata_api_check     = true
    skip_requesting_account_id  = true
    skip_region_validation      = true
    use_path_style              = true
    endpoints = {
      s3 = "http://127.0.0.1:5000"
    }
  }
}

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true
  s3_use_path_style           = true
  max_retries                 = 2

  endpoints {
    apigatewayv2   = "http://127.0.0.1:5000"
    cloudwatch     = "http://127.0.0.1:5000"
    cloudwatchlogs = "http://127.0.0.1:5000"
    dynamodb       = "http://127.0.0.1:5000"
    ecr            = "http://127.0.0.1:5000"
    events         = "http://127.0.0.1:5000"
    iam            = "http://127.0.0.1:5000"
    kinesis        = "http://127.0.0.1:5000"
    kms            = "http://127.0.0.1:5000"
    lambda         = "http://127.0.0.1:5000"
    s3             = "http://127.0.0.1:5000"
    scheduler      = "http://127.0.0.1:5000"
    secretsmanager = "http://127.0.0.1:5000"
    sns            = "http://127.0.0.1:5000"
    sqs            = "http://127.0.0.1:5000"
    ssm            = "http://127.0.0.1:5000"
    sts            = "http://127.0.0.1:5000"
  }
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}
